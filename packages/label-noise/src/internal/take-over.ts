import { connectedComponents } from "@undercoat/morphology";
import type { Rng } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { LabelNoiseError } from "../errors.ts";
import type { NoiseContext } from "../label-noise.ts";
import type { Made } from "./noisy-labels.ts";

/**
 * Labels that take over, region by region and each with a probability, what another map says where it differs and is not
 * ignored. One draw per region of connected pixels that differ, in raster order.
 */
export function takeOver(
  labels: LabelMap,
  rng: Rng,
  {
    other,
    probability,
    differs = () => true,
  }: {
    readonly other: LabelMap;
    readonly probability: number;
    readonly differs?: (clean: number, other: number) => boolean;
  },
): Made {
  const { width, height } = labels;
  const data = labels.data.slice();
  const different = data.map((index, pixel) => {
    const said = other.data[pixel]!;
    const isOther = index !== said && index !== IGNORE_INDEX && said !== IGNORE_INDEX;
    return isOther && differs(index, said) ? 1 : 0;
  });
  const regions = connectedComponents({ width, height, data: different });
  const isTaken = Uint8Array.from(regions.sizes, () => Number(rng.next() < probability));
  for (let pixel = 0; pixel < data.length; pixel++) {
    const region = regions.data[pixel]!;
    if (region > 0 && isTaken[region - 1] === 1) data[pixel] = other.data[pixel]!;
  }
  const taken = isTaken.reduce((sum, one) => sum + one, 0);
  return { data, facts: { regions: regions.count, taken } };
}

/** Another label map of the same place, or an error that says what is missing. */
export function otherLabels(
  labels: LabelMap,
  { otherLabels: known = {} }: NoiseContext,
  { name, key, noise }: { readonly name: string; readonly key: string; readonly noise: string },
): LabelMap {
  const other = Object.hasOwn(known, name) ? known[name] : undefined;
  if (other === undefined) {
    const names = Object.keys(known);
    throw new LabelNoiseError("LABELS_MISSING", {
      message: `${noise} takes "${name}" as ${key}, but ${names.length === 0 ? "no other labels were given" : `the other labels are ${names.join(", ")}`}; pass them to apply as otherLabels`,
      context: { noise, name, names },
    });
  }
  assertSamePlace(labels, other, `${noise}: "${name}"`);
  return other;
}

/** Refuses labels of another size or other classes. */
export function assertSamePlace(labels: LabelMap, other: LabelMap, what: string): void {
  if (other.width !== labels.width || other.height !== labels.height)
    throw new LabelNoiseError("SIZE_MISMATCH", {
      message: `${what} is ${other.width}×${other.height}, but the labels are ${labels.width}×${labels.height}; resample it to their grid`,
      context: { what, size: [other.width, other.height], labels: [labels.width, labels.height] },
    });
  const namesOf = ({ scheme }: LabelMap) => scheme.classes.map(({ name }) => name).join(", ");
  if (namesOf(other) !== namesOf(labels))
    throw new LabelNoiseError("SCHEME_MISMATCH", {
      message: `${what} has the classes ${namesOf(other)}, but the labels have ${namesOf(labels)}; remap it to their scheme`,
      context: { what },
    });
}
