import { type Rng, shuffled } from "@undercoat/random";
import { IGNORE_INDEX, type LabelMap, labelMap } from "@undercoat/raster";
import type { Patch } from "./cut-patches.ts";
import { DatasetsError } from "./errors.ts";

/**
 * A share of the patches, stratified by the class that covers most of each, and nested: 5 % hold the 1 % of the same
 * stream. At least one patch is chosen.
 *
 * @throws {DatasetsError} `FRACTION_UNUSABLE` for a fraction that is not above 0 and at most 1; `NO_PATCHES`.
 *
 * @example
 * ```ts
 * const few = fractionOfPatches(cutPatches(dataset, 128), 0.05, createRng(0).fork("few"));
 * ```
 */
export function fractionOfPatches(patches: readonly Patch[], fraction: number, rng: Rng): Patch[] {
  if (!(fraction > 0 && fraction <= 1)) {
    throw new DatasetsError("FRACTION_UNUSABLE", {
      message: `fraction is ${fraction}, but a number above 0 and at most 1 was expected; write 0.05 for 5 %`,
      context: { fraction },
    });
  }
  if (patches.length === 0) {
    throw new DatasetsError("NO_PATCHES", {
      message: "0 patches were given, expected at least 1; cut larger regions or smaller patches",
      context: {},
    });
  }
  const strata = new Map<number, Patch[]>();
  for (const patch of patches) {
    const main = patch.classFractions.indexOf(Math.max(...patch.classFractions));
    strata.set(main, [...(strata.get(main) ?? []), patch]);
  }
  // each patch stands at its place in its own stratum: every beginning of the order holds all strata in their shares
  const placed = [...strata]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([main, members]) => {
      const offset = rng.fork(`offset/${main}`).next();
      return shuffled(members, rng.fork(`stratum/${main}`)).map((patch, rank) => ({
        patch,
        place: (rank + offset) / members.length,
      }));
    });
  const order = placed.toSorted((a, b) => a.place - b.place).map(({ patch }) => patch);
  return order.slice(0, Math.max(1, Math.round(fraction * patches.length)));
}

/** Options of {@link fewLabels}. */
export interface FewLabelsOptions {
  /** Labelled pixels that are kept of every class. */
  readonly pointsPerClass: number;
}

/**
 * Labels of which only some points are kept, as a person would click them; all other pixels become ignored. A class with
 * fewer pixels keeps all of them.
 *
 * @throws {DatasetsError} `FRACTION_UNUSABLE` for a number of points that is not a positive integer.
 *
 * @example
 * ```ts
 * const sparse = fewLabels(labels, { pointsPerClass: 20 }, createRng(0).fork(scene.id));
 * ```
 */
export function fewLabels(labels: LabelMap, { pointsPerClass }: FewLabelsOptions, rng: Rng): LabelMap {
  if (!Number.isInteger(pointsPerClass) || pointsPerClass < 1) {
    throw new DatasetsError("FRACTION_UNUSABLE", {
      message: `pointsPerClass is ${pointsPerClass}, but a positive integer was expected; say how many pixels of each class are kept`,
      context: { pointsPerClass },
    });
  }
  const kept = labels.scheme.classes.map(() => [] as number[]);
  const seen = labels.scheme.classes.map(() => 0);
  const streams = labels.scheme.classes.map(({ name }) => rng.fork(name));
  for (let pixel = 0; pixel < labels.data.length; pixel++) {
    const index = labels.data[pixel]!;
    const [mine, stream] = [kept[index], streams[index]];
    if (index === IGNORE_INDEX || mine === undefined || stream === undefined) continue;
    const count = (seen[index] ?? 0) + 1;
    seen[index] = count;
    if (mine.length < pointsPerClass) mine.push(pixel);
    else {
      const place = stream.int(count); // reservoir sampling (Vitter 1985): every pixel is as likely as any other
      if (place < pointsPerClass) mine[place] = pixel;
    }
  }
  const data = new Uint8Array(labels.data.length).fill(IGNORE_INDEX);
  kept.forEach((pixels, index) => {
    for (const pixel of pixels) data[pixel] = index;
  });
  return labelMap({ ...labels, data });
}
