import { type Rng, restoreRng } from "@undercoat/random";
import type { LabelMap } from "@undercoat/raster";
import { LabelNoiseError } from "./errors.ts";
import { noiseReport } from "./internal/noisy-labels.ts";
import type { LabelNoise, NoiseContext } from "./label-noise.ts";
import { strengthOfAll } from "./noise-sequence.ts";

/** One of several noises, and how often it is drawn in proportion to the others. */
export interface WeightedNoise {
  readonly weight: number;
  readonly noise: LabelNoise;
}

/**
 * One of several noises, drawn for every label map: a mixture of noises is a noise. The noise that is drawn has the stream
 * `rng.fork("<number>-<name>")`; its report is the only one under `report.steps`, and the facts hold `drawn`, its number
 * from 1.
 *
 * @remarks One draw. Independent of tiling if every noise is. Made stronger by a factor, every noise is; one without a
 *   strength stays.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED` without noises, for a weight below 0, or if no weight is above 0.
 *
 * @example
 * ```ts
 * const noise = noiseMixture([
 *   { weight: 3, noise: omissionNoise({ probability: 0.3 }) },
 *   { weight: 1, noise: misregistrationNoise({ distance: 4 }) },
 * ]);
 * ```
 */
export function noiseMixture(choices: readonly WeightedNoise[]): LabelNoise {
  const name = "mixture";
  const weights = checkedWeights(choices);
  const noises = choices.map(({ noise }) => noise);
  const together = (scaled: readonly LabelNoise[]) =>
    noiseMixture(scaled.map((noise, index) => ({ noise, weight: weights[index]! })));
  const strength = strengthOfAll(noises, together);
  const isTiled = noises.every(({ neededWindow }) => neededWindow !== undefined);
  const drawnFrom = (rng: Rng) => {
    const drawn = indexAt(weights, rng.next());
    const noise = noises[drawn]!;
    return { drawn, noise, stream: rng.fork(`${drawn + 1}-${noise.name}`) };
  };
  return Object.freeze({
    kind: "label-noise",
    name,
    options: { kind: name, noises: choices.map(({ weight, noise }) => ({ weight, noise: noise.options })) },
    ...(strength === undefined ? {} : { strength }),
    ...(isTiled
      ? {
          neededWindow: ((window, { scene, rng }) => {
            const { noise, stream } = drawnFrom(restoreRng(rng.save()));
            return noise.neededWindow?.(window, { scene, rng: stream }) ?? window;
          }) satisfies LabelNoise["neededWindow"],
        }
      : {}),
    apply(labels: LabelMap, rng: Rng, context: NoiseContext = {}) {
      const { drawn, noise, stream } = drawnFrom(rng);
      const made = noise.apply(labels, stream, context);
      const facts = { drawn: drawn + 1 };
      return {
        labels: made.labels,
        report: noiseReport(name, labels, { noisy: made.labels.data, facts, steps: [made.report] }),
      };
    },
  });
}

function checkedWeights(choices: readonly WeightedNoise[]): number[] {
  const weights = choices.map(({ weight }) => weight);
  const at = weights.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  const isEmpty = weights.every((weight) => weight === 0);
  if (at === -1 && !isEmpty) return weights;
  throw new LabelNoiseError("OPTIONS_REFUSED", {
    message:
      at === -1
        ? `mixture has ${choices.length} noises and no weight above 0; give at least one`
        : `mixture: weight ${at + 1} is ${weights[at]}, but a number from 0 was expected; give shares such as 3 and 1`,
    context: { weights },
  });
}

/** The position whose part of all weights holds a number in [0, 1). */
function indexAt(weights: readonly number[], draw: number): number {
  const wanted = draw * weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const found = weights.findIndex((weight) => {
    sum += weight;
    return wanted < sum;
  });
  return found === -1 ? weights.findLastIndex((weight) => weight > 0) : found;
}
