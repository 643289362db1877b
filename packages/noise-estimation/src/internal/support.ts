import type { ConfidentJoint } from "../confident-joint.ts";
import { NoiseEstimationError } from "../errors.ts";

/** What an estimate needs. */
export interface Needs {
  readonly leastPixels: number;
  readonly leastConfident: number;
  readonly leastBlocks: number;
  readonly blocks: number;
}

/** Refuses counts that cannot carry an estimate. @throws {NoiseEstimationError} `NOT_SUPPORTED` with `context.reason` */
export function assertSupported(joints: readonly ConfidentJoint[], needs: Needs): void {
  const { labelCounts } = joints[0]!;
  const pixels = labelCounts.reduce((sum, count) => sum + count, 0);
  const labelled = labelCounts.filter((count) => count > 0).length;
  if (labelled < 2) {
    throw refusal(
      "one-class",
      `all ${pixels} labels are of one class: nothing tells its errors from the rest`,
      {
        pixels,
      },
    );
  }
  if (pixels < needs.leastPixels) {
    throw refusal(
      "few-pixels",
      `${pixels} labelled pixels are too few, expected ${needs.leastPixels} or more`,
      { pixels },
    );
  }
  if (needs.blocks < needs.leastBlocks) {
    throw refusal(
      "few-blocks",
      `${needs.blocks} blocks are too few for an interval, expected ${needs.leastBlocks} or more; use smaller blocks or more ground`,
      { blocks: needs.blocks },
    );
  }
  for (const [model, joint] of joints.entries()) assertModel(joint, model, needs.leastConfident);
}

function assertModel(joint: ConfidentJoint, model: number, leastConfident: number): void {
  const majority = majorityShare(joint);
  if (joint.agreement <= majority) {
    throw refusal(
      "no-skill",
      `model ${model} predicts ${percent(joint.agreement)} % of the labels it did not see, no more than always naming the most frequent class would (${percent(majority)} %): it cannot judge labels; train longer or give better images`,
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

function refusal(reason: string, message: string, context: Record<string, unknown>): NoiseEstimationError {
  return new NoiseEstimationError("NOT_SUPPORTED", { message, context: { reason, ...context } });
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
