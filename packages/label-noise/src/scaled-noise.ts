import type { Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import * as z from "zod";
import { LabelNoiseError } from "./errors.ts";
import { classIndexOf } from "./internal/class-indices.ts";
import { ClassName } from "./internal/class-shape.ts";
import { assertWhole, parsedOptions } from "./internal/define-noise.ts";
import { noiseReport } from "./internal/noisy-labels.ts";
import { oneOf } from "./internal/one-of.ts";
import { type Level, searchFactor } from "./internal/search-factor.ts";
import type { LabelNoise, NoiseContext, NoiseReport, NoisyLabels } from "./label-noise.ts";

/** The keys of {@link ScaledNoiseOptions}. */
export const scaledShape = {
  /** Wanted share of valid pixels whose class changes: the report's `noiseRate`. */
  pixelErrorRate: z.number().min(0).max(1).optional(),
  /** Wanted intersection over union of noisy and clean: the mean over the classes in either, or that of `class`. */
  iou: z.number().min(0).max(1).optional(),
  /** Name or index of the class whose IoU is meant. */
  class: ClassName.optional(),
  /** How far the realised level may be from the wanted one. */
  tolerance: z.number().positive().max(1).default(0.005),
};

/** Whether exactly one level is wanted, and a class only for an IoU. */
export function checkScaled(
  options: Partial<Readonly<Record<keyof typeof scaledShape, unknown>>>,
  context: z.core.$RefinementCtx,
): void {
  oneOf(["pixelErrorRate", "iou"])(options, context);
  if (options.class !== undefined && options.iou === undefined)
    context.addIssue({
      code: "custom",
      path: ["class"],
      message: "class belongs to iou; give an iou, or no class",
    });
}

/** Options of {@link scaledNoise}. */
export const ScaledNoiseOptions = z.strictObject(scaledShape).superRefine(checkScaled);
/** Options of {@link scaledNoise}. */
export type ScaledNoiseOptions = z.input<typeof ScaledNoiseOptions>;
type Parsed = z.output<typeof ScaledNoiseOptions>;

/**
 * A noise made so strong that the **realised** level is the one wanted: a share of wrong pixels, or an IoU. The factor of its
 * strength is doubled until the level is passed, then halved in; every try draws the same numbers, from `rng.fork("scaled")`.
 *
 * @remarks About 20 applications. The report's facts hold `factor`, `level`, `wanted`, `tolerance` and `tries`; its only step
 *   is the report of the noise. What a strength is, is a matter of the noise: a probability, a distance, the side of a block
 *   less 1, the way from the identity to a transition matrix; of a sequence, all of them at once. The whole scene is needed.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`; `NO_STRENGTH` for a noise that cannot be made stronger, such as coarsening to
 *   a given grid; from `apply`: `TARGET_UNREACHABLE` if no strength gives the level within the tolerance, with the nearest
 *   levels found, or if all pixels are ignored; `CLASS_UNKNOWN`;
 *   `WINDOW_UNSUPPORTED`.
 *
 * @example
 * ```ts
 * const noise = scaledNoise(misregistrationNoise({ distance: 1 }), { pixelErrorRate: 0.1 });
 * const { report } = noise.apply(labels, rng); // report.noiseRate is from 0.095 to 0.105
 * ```
 */
export function scaledNoise(noise: LabelNoise, options: ScaledNoiseOptions): LabelNoise {
  const name = "scaled";
  const parsed = parsedOptions(name, ScaledNoiseOptions, options);
  const { strength } = noise;
  if (strength === undefined)
    throw new LabelNoiseError("NO_STRENGTH", {
      message: `${noise.name} has no strength to be scaled with these options; choose other options, or another noise`,
      context: { noise: noise.options },
    });
  return Object.freeze({
    kind: "label-noise",
    name,
    options: { kind: name, noise: noise.options, ...parsed },
    apply(labels: LabelMap, rng: Rng, context: NoiseContext = {}): NoisyLabels {
      assertWhole(name, labels, context);
      assertLabelled(labels);
      const level = levelOf(labels, parsed);
      const found = searchFactor(level, {
        most: strength.most(labels),
        tolerance: parsed.tolerance,
        apply: (factor) => strength.scaled(factor).apply(labels, rng.fork("scaled"), context),
      });
      if (found.made === null) throw unreachable(noise, level, { ...found, tolerance: parsed.tolerance });
      const { factor, made, reached, tries } = found;
      const facts = { factor, level: reached, wanted: level.wanted, tolerance: parsed.tolerance, tries };
      return {
        labels: made.labels,
        report: noiseReport(name, labels, { noisy: made.labels.data, facts, steps: [made.report] }),
      };
    },
  });
}

function levelOf(labels: LabelMap, { pixelErrorRate, iou = 1, class: asked }: Parsed): Level {
  if (pixelErrorRate !== undefined)
    return {
      name: "pixel error rate",
      wanted: pixelErrorRate,
      isRising: true,
      of: ({ noiseRate }) => noiseRate,
    };
  const index = asked === undefined ? null : classIndexOf(labels.scheme, asked);
  return {
    name: index === null ? "mean IoU" : `IoU of class "${labels.scheme.classes[index]?.name}"`,
    wanted: iou,
    isRising: false,
    of: (report) => (index === null ? meanOf(report) : (report.iou[index] ?? 1)),
  };
}

function meanOf({ iou }: NoiseReport): number {
  const known = iou.filter((value) => value !== null);
  return known.length === 0 ? 1 : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function assertLabelled({ data, width, height }: LabelMap): void {
  if (data.some((index) => index !== IGNORE_INDEX)) return;
  throw new LabelNoiseError("TARGET_UNREACHABLE", {
    message: `all ${width}×${height} pixels are ignored (255), but a level of noise needs labelled ones; leave this scene out`,
    context: { width, height },
  });
}

function unreachable(
  noise: LabelNoise,
  { name, wanted }: Level,
  {
    below,
    above,
    tolerance,
    tries,
  }: { below: number; above: number | null; tolerance: number; tries: number },
): LabelNoiseError {
  const found =
    above === null
      ? `its strongest form gives ${below.toFixed(4)}`
      : `the nearest levels found are ${below.toFixed(4)} and ${above.toFixed(4)}`;
  return new LabelNoiseError("TARGET_UNREACHABLE", {
    message: `${noise.name} cannot give a ${name} of ${wanted} ± ${tolerance}: ${found}; choose another level, a wider tolerance, or another noise`,
    context: { noise: noise.options, wanted, tolerance, below, above, tries },
  });
}
