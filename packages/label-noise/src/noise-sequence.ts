import type { Rng } from "@undercoat/random";
import type { LabelMap } from "@undercoat/raster";
import { noiseReport } from "./internal/noisy-labels.ts";
import type { LabelNoise, NoiseReport } from "./label-noise.ts";

/**
 * One noise after another: a sequence of noises is a noise. Each step has its own stream
 * `rng.fork("<number>-<name>")`, and its own report under `report.steps`; the report itself compares the
 * clean labels with the last ones.
 *
 * @example
 * ```ts
 * const noise = noiseSequence([omissionNoise({ probability: 0.3 }), misregistrationNoise({ distance: 4 })]);
 * ```
 */
export function noiseSequence(noises: readonly LabelNoise[]): LabelNoise {
  const name = "sequence";
  return Object.freeze({
    kind: "label-noise",
    name,
    options: { kind: name, noises: noises.map(({ options }) => options) },
    apply(labels: LabelMap, rng: Rng) {
      const steps: NoiseReport[] = [];
      let noisy = labels;
      for (const [index, noise] of noises.entries()) {
        const made = noise.apply(noisy, rng.fork(`${index + 1}-${noise.name}`));
        noisy = made.labels;
        steps.push(made.report);
      }
      return { labels: noisy, report: { ...noiseReport(name, labels, noisy.data, {}), steps } };
    },
  });
}
