import { type Rng, restoreRng } from "@undercoat/random";
import type { LabelMap, Window } from "@undercoat/raster";
import { noiseReport } from "./internal/noisy-labels.ts";
import type { LabelNoise, NoiseContext, NoiseReport, NoiseStrength, ScenePlace } from "./label-noise.ts";

/**
 * One noise after another: a sequence of noises is a noise. Each step has its own stream
 * `rng.fork("<number>-<name>")`, and its own report under `report.steps`; the report itself compares the
 * clean labels with the last ones.
 *
 * @remarks Independent of tiling if every step is. Made stronger by a factor, every step is; one without a strength stays.
 *
 * @example
 * ```ts
 * const noise = noiseSequence([omissionNoise({ probability: 0.3 }), misregistrationNoise({ distance: 4 })]);
 * ```
 */
export function noiseSequence(noises: readonly LabelNoise[]): LabelNoise {
  const name = "sequence";
  const strength = strengthOfAll(noises, noiseSequence);
  const isTiled = noises.every(({ neededWindow }) => neededWindow !== undefined);
  return Object.freeze({
    kind: "label-noise",
    name,
    options: { kind: name, noises: noises.map(({ options }) => options) },
    ...(strength === undefined ? {} : { strength }),
    ...(isTiled ? { neededWindow: windowThrough(noises) } : {}),
    apply(labels: LabelMap, rng: Rng, context: NoiseContext = {}) {
      const steps: NoiseReport[] = [];
      let noisy = labels;
      for (const [index, noise] of noises.entries()) {
        const made = noise.apply(noisy, stepRng(rng, index, noise), context);
        noisy = made.labels;
        steps.push(made.report);
      }
      return { labels: noisy, report: noiseReport(name, labels, { noisy: noisy.data, facts: {}, steps }) };
    },
  });
}

function stepRng(rng: Rng, index: number, { name }: LabelNoise): Rng {
  return rng.fork(`${index + 1}-${name}`);
}

/** From the last step to the first: every one needs what the one after it needs. */
function windowThrough(noises: readonly LabelNoise[]) {
  return (window: Window, { scene, rng }: { readonly scene: ScenePlace; readonly rng: Rng }): Window => {
    const whole = restoreRng(rng.save());
    return noises.reduceRight(
      (needed, noise, index) =>
        noise.neededWindow?.(needed, { scene, rng: stepRng(whole, index, noise) }) ?? needed,
      window,
    );
  };
}

/** Strength of several noises: all are turned together, those that have one. */
export function strengthOfAll(
  noises: readonly LabelNoise[],
  together: (noises: readonly LabelNoise[]) => LabelNoise,
): NoiseStrength | undefined {
  if (noises.every(({ strength }) => strength === undefined)) return undefined;
  return {
    scaled: (factor) => together(noises.map((noise) => noise.strength?.scaled(factor) ?? noise)),
    most: (labels) => {
      const all = noises.flatMap(({ strength }) => (strength === undefined ? [] : [strength.most(labels)]));
      return Math.max(...all);
    },
  };
}
