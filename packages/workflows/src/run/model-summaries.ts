import path from "node:path";
import { writeFileAtomic } from "@undercoat/files";
import { type SegmentationModel, weightsOf } from "@undercoat/segmentation";
import { eventRecord, fileVersionRecord, histogramOf, type TensorboardValue } from "@undercoat/tensorboard";

/** Beside the curves of the same training, whose file another process writes. */
const FILE = "events.out.tfevents.1.undercoat";

/** Values after some step of a training, for TensorBoard. */
export interface StepSummaries {
  readonly step: number;
  readonly values: readonly TensorboardValue[];
}

/** The distribution of every tensor's weights; tags such as `weights/encoder.stem.conv1.weight`. */
export function weightHistograms(model: SegmentationModel): TensorboardValue[] {
  return [...weightsOf(model)].map(([name, { data }]) => ({
    tag: `weights/${name}`,
    histogram: histogramOf(data),
  }));
}

/** Writes what TensorBoard shows of an item beside its curves, in place of what an interrupted one left. */
export async function writeSummaries(
  folder: string,
  id: string,
  summaries: readonly StepSummaries[],
): Promise<void> {
  const seconds = Date.now() / 1000;
  const records = summaries.map(({ step, values }) => eventRecord(values, { step, seconds }));
  await writeFileAtomic(
    path.join(folder, "tensorboard", id, FILE),
    Buffer.concat([fileVersionRecord(seconds), ...records]),
  );
}
