import type { Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import type * as z from "zod";
import { LabelNoiseError } from "../errors.ts";
import type { LabelNoise, NoiseContext } from "../label-noise.ts";
import { type Made, noisyLabels } from "./noisy-labels.ts";
import { wordsOf } from "./words.ts";

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
      assertClasses(labels);
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

function assertClasses({ data, scheme, width }: LabelMap): void {
  const count = scheme.classes.length;
  const isUnknown = Uint8Array.from({ length: 256 }, (_, index) =>
    Number(index >= count && index !== IGNORE_INDEX),
  );
  if (!holdsAny(data, isUnknown)) return;
  const pixel = data.findIndex((index) => isUnknown[index] === 1);
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  throw new LabelNoiseError("CLASS_OUTSIDE_SCHEME", {
    message: `pixel ${x}, ${y} holds class index ${data[pixel]}, but class scheme "${scheme.name}" has indices 0 to ${count - 1} (and ${IGNORE_INDEX} = ignored); decode class values with decodeLabels`,
    context: { x, y, classIndex: data[pixel], scheme: scheme.name, classes: count },
  });
}

/** Whether any value is marked; four pixels that are those before them again are looked at once. */
function holdsAny(data: Uint8Array, isMarked: Uint8Array): boolean {
  const words = wordsOf(data);
  let [found, last] = [0, 0];
  for (let word = 0; word < words.length; word++) {
    const now = words[word]!;
    if (now === last && word > 0) continue;
    last = now;
    found |=
      isMarked[now & 0xff]! |
      isMarked[(now >>> 8) & 0xff]! |
      isMarked[(now >>> 16) & 0xff]! |
      isMarked[now >>> 24]!;
  }
  for (let pixel = 4 * words.length; pixel < data.length; pixel++) found |= isMarked[data[pixel]!]!;
  return found !== 0;
}

/** Refuses a window for a noise that needs the whole scene. */
export function assertWhole(name: string, { width, height }: LabelMap, { place }: NoiseContext): void {
  if (place === undefined || (place.width === width && place.height === height)) return;
  throw new LabelNoiseError("WINDOW_UNSUPPORTED", {
    message: `${name} depends on the whole scene of ${place.width}×${place.height} pixels, but a window of ${width}×${height} was given; apply it to the scene`,
    context: { name, place, width, height },
  });
}
