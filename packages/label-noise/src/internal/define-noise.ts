import type { Rng } from "@undercoat/random";
import type { LabelMap } from "@undercoat/raster";
import type * as z from "zod";
import { LabelNoiseError } from "../errors.ts";
import type { LabelNoise, NoiseContext } from "../label-noise.ts";
import { type Made, noisyLabels } from "./noisy-labels.ts";

/** What makes a kind of noise. */
export interface NoiseParts<Options> {
  readonly name: string;
  readonly options: Options;
  readonly make: (labels: LabelMap, rng: Rng, context: NoiseContext) => Made;
  readonly strength?: LabelNoise["strength"];
  readonly neededWindow?: LabelNoise["neededWindow"];
}

/** A noise that checks its labels, makes new ones, and measures them. */
export function defineNoise<Options extends { readonly lostClasses?: "report" | "refuse" | undefined }>({
  name,
  options,
  make,
  strength,
  neededWindow,
}: NoiseParts<Options>): LabelNoise {
  return Object.freeze({
    kind: "label-noise",
    name,
    options: { kind: name, ...options },
    ...(strength === undefined ? {} : { strength }),
    ...(neededWindow === undefined ? {} : { neededWindow }),
    apply(labels: LabelMap, rng: Rng, context: NoiseContext = {}) {
      if (neededWindow === undefined) assertWhole(name, labels, context);
      return noisyLabels(name, labels, {
        made: make(labels, rng, context),
        lostClasses: options.lostClasses,
      });
    },
  });
}

/** Options with their defaults, or an error that names the key. */
export function parsedOptions<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  options: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = issue?.path.map(String).join(".") ?? "";
  throw new LabelNoiseError("OPTIONS_REFUSED", {
    message: `${name}: ${key === "" ? "" : `key "${key}": `}${issue?.message}; see the schema of its options`,
    context: { name, key, options },
    cause: parsed.error,
  });
}

/** Refuses a window for a noise that needs the whole scene. */
export function assertWhole(name: string, { width, height }: LabelMap, { place }: NoiseContext): void {
  if (place === undefined || (place.width === width && place.height === height)) return;
  throw new LabelNoiseError("WINDOW_UNSUPPORTED", {
    message: `${name} depends on the whole scene of ${place.width}×${place.height} pixels, but a window of ${width}×${height} was given; apply it to the scene`,
    context: { name, place, width, height },
  });
}
