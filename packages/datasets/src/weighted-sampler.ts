import type { Rng } from "@undercoat/random";
import type { Patch } from "./cut-patches.ts";
import { DatasetsError } from "./errors.ts";
import { cumulativeShares, drawnIndex } from "./internal/cumulative-shares.ts";
import { jittered, type PatchGround, patchGround } from "./internal/patch-ground.ts";
import type { PatchSampler } from "./patch-sampler.ts";
import type { SceneDataset } from "./scene-dataset.ts";

/** Options of {@link weightedSampler} and {@link balancedSampler}. */
export interface PatchListOptions {
  /** Square patches of one size, each inside a region: from {@link gridPatches}, {@link scanPatches} or {@link cutPatches}. */
  readonly patches: readonly Patch[];
  /** Pixels by which a place may differ from the patch's, in both directions; it never leaves the region. Default: 0. */
  readonly jitter?: number;
  readonly rng: Rng;
}

/** Options of {@link weightedSampler}. */
export interface WeightedSamplerOptions extends PatchListOptions {
  /** One number from 0 for each patch: how often it is drawn, against the others. */
  readonly weights: readonly number[];
}

/**
 * Draws patches of a list in proportion to weights: hard ones, rare ones, or those of a source that is trusted.
 *
 * @throws {DatasetsError} `WEIGHT_UNUSABLE` for a weight that is not a number from 0, another count of weights than of
 *   patches, or none above 0, and for a jitter that is not an integer from 0; `NO_PATCHES`, `SIZE_MISMATCH` for patches
 *   that are not squares of one size, `WINDOW_OUTSIDE` for a patch outside of every region.
 *
 * @example
 * ```ts
 * const sampler = weightedSampler(dataset, { patches, weights: patches.map(({ validFraction }) => validFraction), rng });
 * ```
 */
export function weightedSampler(
  dataset: Pick<SceneDataset, "regions" | "name">,
  { patches, weights, jitter = 0, rng }: WeightedSamplerOptions,
): PatchSampler {
  const ground = patchGround(dataset, patches, jitter);
  assertWeights(weights, patches.length, "patches");
  const shares = cumulativeShares(weights);
  return samplerOver(ground, { name: "weighted", options: { jitter }, rng }, (stream) =>
    drawnIndex(shares, stream.next()),
  );
}

/** Options of {@link balancedSampler}. */
export interface BalancedSamplerOptions extends PatchListOptions {
  /** One number from 0 for each class. Default: 1 for every class that is in a patch. */
  readonly classWeights?: readonly number[];
}

/**
 * Draws a class, then a patch in proportion to the pixels of that class in it: rare classes are seen as often as common
 * ones. What else is in a patch comes along, so shares of pixels come closer to each other, not equal.
 *
 * @throws {DatasetsError} As {@link weightedSampler}; `NO_VALID_PATCH` without a labelled pixel, `CLASS_UNKNOWN` for a weight above 0 of a class that is in no patch.
 *
 * @example
 * ```ts
 * const sampler = balancedSampler(dataset, { patches: gridPatches(dataset, { size: 128 }), jitter: 64, rng });
 * ```
 */
export function balancedSampler(
  dataset: Pick<SceneDataset, "regions" | "name">,
  { patches, classWeights, jitter = 0, rng }: BalancedSamplerOptions,
): PatchSampler {
  const ground = patchGround(dataset, patches, jitter);
  const classes = patches[0]?.classFractions.length ?? 0;
  const pixels = Array.from({ length: classes }, (_, index) =>
    patches.map(({ classFractions, validFraction }) => classFractions[index]! * validFraction),
  );
  const occurs = pixels.map((shares) => shares.some((share) => share > 0));
  if (!occurs.includes(true)) {
    throw new DatasetsError("NO_VALID_PATCH", {
      message: `"${dataset.name ?? "dataset"}": none of ${patches.length} patches has a pixel that is valid and labelled; check nodata and labels`,
      context: { patches: patches.length },
    });
  }
  const weights = classWeights ?? occurs.map(Number);
  assertWeights(weights, classes, "classes");
  const missing = weights.findIndex((weight, index) => weight > 0 && occurs[index] !== true);
  if (missing !== -1) {
    throw new DatasetsError("CLASS_UNKNOWN", {
      message: `class ${missing} has weight ${weights[missing]}, but is in none of ${patches.length} patches; give it weight 0, or patches that hold it`,
      context: { class: missing, patches: patches.length },
    });
  }
  const classShares = cumulativeShares(weights);
  const patchShares = pixels.map(cumulativeShares);
  return samplerOver(
    ground,
    { name: "balanced", options: { classWeights: weights, jitter }, rng },
    (stream) => drawnIndex(patchShares[drawnIndex(classShares, stream.next())]!, stream.next()),
  );
}

function samplerOver(
  ground: PatchGround,
  { name, options, rng }: { readonly name: string; readonly options: object; readonly rng: Rng },
  draw: (stream: Rng) => number,
): PatchSampler {
  const { size } = ground;
  return Object.freeze({
    kind: "patch-sampler",
    name,
    options: { size, ...options },
    size,
    place: (number: number, attempt = 0) => {
      const stream = rng.fork(`${number}/${attempt}`);
      return jittered(ground, draw(stream), stream);
    },
  });
}

function assertWeights(weights: readonly number[], count: number, what: string): void {
  const bad = weights.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  const isUsable = bad === -1 && weights.length === count && weights.some((weight) => weight > 0);
  if (isUsable) return;
  const found =
    bad !== -1
      ? `weight ${bad} is ${weights[bad]}`
      : weights.length === count
        ? "every weight is 0"
        : `there are ${weights.length} weights`;
  throw new DatasetsError("WEIGHT_UNUSABLE", {
    message: `${found}, expected ${count} numbers from 0, one for each of the ${what}, at least one above 0; give one for each`,
    context: { weights: weights.length, [what]: count },
  });
}
