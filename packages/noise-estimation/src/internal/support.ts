import type { ConfidentJoint } from "../confident-joint.ts";
import { NoiseEstimationError } from "../errors.ts";
import { percent } from "./percent.ts";

/** Refuses counts that cannot carry an estimate. @throws {NoiseEstimationError} `NOT_SUPPORTED` with `context.reason` */
export function assertModels(joints: readonly ConfidentJoint[], leastConfident: number): void {
  for (const [model, joint] of joints.entries()) assertModel(joint, model, leastConfident);
}

function assertModel(joint: ConfidentJoint, model: number, leastConfident: number): void {
  const majority = majorityShare(joint);
  if (joint.agreement <= majority) {
    throw refusal(
      "no-skill",
      `model ${model} predicts ${percent(joint.agreement)} % of the labels, no more than always naming the most frequent class would (${percent(majority)} %): it cannot judge labels; train longer or give better images`,
      { model, agreement: joint.agreement, majority },
    );
  }
  const poor = joint.labelCounts.findIndex(
    (count, k) => count > 0 && joint.confidentCounts[k]! < leastConfident,
  );
  if (poor === -1) return;
  throw refusal(
    "no-confident-pixels",
    `of ${joint.labelCounts[poor]} pixels labelled class ${poor}, model ${model} is confident about ${joint.confidentCounts[poor]}, expected ${leastConfident} or more; merge the class into another or add labels of it`,
    { model, classIndex: poor, confident: joint.confidentCounts[poor] },
  );
}

/** Share of the most frequent label. */
export function majorityShare({ labelCounts }: ConfidentJoint): number {
  return Math.max(...labelCounts) / labelCounts.reduce((sum, count) => sum + count, 0);
}

/** An answer that is no, with its reason. */
export function refusal(
  reason: string,
  message: string,
  context: Record<string, unknown>,
): NoiseEstimationError {
  return new NoiseEstimationError("NOT_SUPPORTED", { message, context: { reason, ...context } });
}
