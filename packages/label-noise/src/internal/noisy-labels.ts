import { confusionMatrix, iouPerClass } from "@undercoat/metrics";
import { IGNORE_INDEX, type LabelMap, labelMap } from "@undercoat/raster";
import type { NoiseReport, NoisyLabels } from "../label-noise.ts";

/** What a kind of noise made: class indices, and facts about them. */
export interface Made {
  readonly data: Uint8Array;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Puts new class indices on the grid of the clean labels and measures what changed. */
export function noisyLabels(name: string, clean: LabelMap, { data, facts }: Made): NoisyLabels {
  const kept = data.map((classIndex, pixel) =>
    clean.data[pixel] === IGNORE_INDEX ? IGNORE_INDEX : classIndex,
  );
  return { labels: labelMap({ ...clean, data: kept }), report: noiseReport(name, clean, kept, facts) };
}

/** Compares clean with noisy class indices. */
export function noiseReport(
  name: string,
  clean: LabelMap,
  noisy: Uint8Array,
  facts: Readonly<Record<string, unknown>>,
): NoiseReport {
  const counted = confusionMatrix(clean.scheme);
  counted.update(clean.data, noisy);
  const confusion = counted.toJSON().counts;
  const valid = counted.counts.reduce((sum, count) => sum + count, 0);
  const changed = valid - confusion.reduce((sum, row, index) => sum + row[index]!, 0);
  return {
    name,
    valid,
    changed,
    noiseRate: valid === 0 ? 0 : changed / valid,
    newlyIgnored: counted.ignored - countIgnored(clean.data),
    confusion,
    iou: iouPerClass(counted),
    facts,
  };
}

function countIgnored(data: Uint8Array): number {
  let count = 0;
  for (const classIndex of data) if (classIndex === IGNORE_INDEX) count++;
  return count;
}
