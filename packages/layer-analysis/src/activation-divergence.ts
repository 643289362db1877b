import type { SegmentationModel } from "@undercoat/segmentation";
import type { ActivationMeasure, ActivationValue, FeatureBlock } from "./activation-measure.ts";
import { LayerAnalysisError } from "./errors.ts";
import { groupFeatures } from "./group-features.ts";
import { emptyProbe, GuardedComparison } from "./internal/guarded-comparison.ts";
import type { ProbeBatch } from "./probe-batch.ts";
import type { LayerDivergence } from "./weight-divergence.ts";

/** What {@link activationDivergence} compares, and on which images. */
export interface ActivationDivergenceOptions {
  readonly measures: readonly ActivationMeasure[];
  /** Images that can be iterated again and are then the same; neither model should have learnt from them. */
  readonly images: Iterable<ProbeBatch>;
  /** Most positions of a layer taken from one batch, spread evenly; 4096 where left out. */
  readonly positions?: number;
}

/**
 * Divergence between the activations of two models on a probe set, layer group by layer group: for every measure, by
 * its name, one row per group in network order. Streams over the images: no more than one batch is held.
 *
 * @throws {LayerAnalysisError} `EMPTY_INPUT` without an image, `LAYER_MISMATCH` for other groups or channels,
 *   `BAND_MISMATCH`, `NOT_FINITE`, `PASSES_DIFFER`.
 *
 * @example
 * ```ts
 * const rows = activationDivergence(clean, noisy, { measures: [linearCkaDistance()], images: [batch] });
 * ```
 */
export function activationDivergence(
  reference: SegmentationModel,
  candidate: SegmentationModel,
  { measures, images, positions = 4096 }: ActivationDivergenceOptions,
): Map<string, LayerDivergence[]> {
  checkGroups(reference.groups, candidate.groups);
  const [p, q] = [groupFeatures(reference), groupFeatures(candidate)];
  const cells = new Map<string, GuardedComparison>();
  const counts = new Map<string, number>();
  const passes = Math.max(0, ...measures.map((measure) => measure.passes));
  for (let pass = 0; pass < passes; pass++)
    for (const batch of images) {
      const [a, b] = [p.read(batch), q.read(batch)];
      for (const [group, whole] of a) {
        const [first, second] = [thinned(whole, positions), thinned(b.get(group)!, positions)];
        if (pass === 0) counts.set(group, (counts.get(group) ?? 0) + first.data.length / first.channels);
        for (const measure of measures) {
          const key = `${measure.name}\n${group}`;
          const cell = cells.get(key) ?? begin(measure, group, first.channels, second.channels);
          cells.set(key, cell);
          cell.update(first, second, pass);
        }
      }
    }
  if (counts.size === 0) throw emptyProbe();
  return new Map(
    measures.map(({ name }) => [
      name,
      p.groups.map((group) => rowOf(group, counts.get(group)!, cells.get(`${name}\n${group}`)!.value())),
    ]),
  );
}

function begin(
  measure: ActivationMeasure,
  group: string,
  reference: number,
  candidate: number,
): GuardedComparison {
  return new GuardedComparison(measure.begin({ reference, candidate }), measure.passes, group);
}

/** Every n-th position, so that a shallow layer does not cost more than a deep one. */
function thinned({ channels, data }: FeatureBlock, positions: number): FeatureBlock {
  const rows = data.length / channels;
  const stride = Math.max(1, Math.ceil(rows / positions));
  if (stride === 1) return { channels, data };
  const kept = new Float32Array(Math.ceil(rows / stride) * channels);
  for (let row = 0, to = 0; row < rows; row += stride, to += channels)
    kept.set(data.subarray(row * channels, (row + 1) * channels), to);
  return { channels, data: kept };
}

function rowOf(group: string, count: number, value: ActivationValue): LayerDivergence {
  return {
    layer: group,
    group,
    kind: "activation",
    divergence: value.divergence,
    count,
    details: { ...value.details, skippedChannels: value.skippedChannels.length },
    undefinedTensors: [],
  };
}

function checkGroups(reference: readonly string[], candidate: readonly string[]): void {
  if (reference.join() === candidate.join()) return;
  throw new LayerAnalysisError("LAYER_MISMATCH", {
    message: `the reference has the layer groups ${reference.join(", ")}, but the candidate ${candidate.join(", ")}; compare models of one architecture`,
    context: { reference, candidate },
  });
}
