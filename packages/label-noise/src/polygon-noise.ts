import type { Rng } from "@undercoat/random";
import type { Feature } from "@undercoat/vector";
import { parsedOptions } from "./internal/define-noise.ts";
import { assertPositions, boundsOf, featureArea } from "./internal/polygons/geometry.ts";
import { inventFeatures } from "./internal/polygons/invent.ts";
import { displaced, shifted } from "./internal/polygons/move-all.ts";
import { shiftedEach, turnedEach } from "./internal/polygons/move-each.ts";
import { omitted } from "./internal/polygons/omit.ts";
import { simplified } from "./internal/polygons/simplify.ts";
import { PolygonNoiseOptions } from "./polygon-noise-options.ts";

/** The noise that was really made on features. */
export interface PolygonReport {
  /** Name of the noise. */
  readonly name: string;
  /** Features before and after. */
  readonly clean: number;
  readonly noisy: number;
  /** Features that were left out, invented, or have another geometry. */
  readonly lost: number;
  readonly added: number;
  readonly moved: number;
  /** Area of all polygons before and after, in square units of the coordinates; holes do not count. */
  readonly cleanArea: number;
  readonly noisyArea: number;
  /** `noisyArea / cleanArea − 1`; null where there was no area. */
  readonly areaChange: number | null;
  /** What only this kind of noise knows. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What {@link PolygonNoise.apply} gives. */
export interface NoisyPolygons {
  /** In the order of the clean ones, invented ones last; ids and properties stay. */
  readonly features: readonly Feature[];
  readonly report: PolygonReport;
}

/** A kind of noise on features. */
export interface PolygonNoise {
  readonly kind: "polygon-noise";
  readonly name: string;
  /** All options, defaults filled in: `polygonNoise(noise.options)` makes the same noise again. */
  readonly options: PolygonNoiseOptions;
  /** Noisy features; those given are not changed. */
  apply(features: readonly Feature[], rng: Rng): NoisyPolygons;
}

/**
 * Noise on GeoJSON features in pixel or map units, before they are burnt: the kinds of {@link labelNoise} that make sense on
 * outlines, by the same names. All lengths are in the units of the coordinates. A feature is an object, whatever its
 * geometry; features without one stay as they are.
 *
 * @remarks Draws: `omission` 1 a feature; `commission` 1, then per feature 2 and 2 per place tried; `misregistration` 1 for
 *   `distance`, 4 for `sigma`; `object-shift` and `object-affine` 2 a feature; `displacement` 10 a Gaussian; `simplification`
 *   none. Simplified outlines may cross themselves, as those of people do; neighbours are not kept together.
 *   Every platform makes the same numbers, but for `sigma`, which takes `Math.log` and `Math.cos`.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`; from `apply`: `GEOMETRY_UNUSABLE` for a coordinate that is no finite number.
 *
 * @example
 * ```ts
 * const noise = polygonNoise({ kind: "object-shift", distance: 2.5 });
 * const { features: noisy, report } = noise.apply(buildings, createRng(0).fork("noise"));
 * ```
 */
export function polygonNoise(options: PolygonNoiseOptions): PolygonNoise {
  const parsed = parsedOptions("polygon noise", PolygonNoiseOptions, options);
  const name = parsed.kind;
  return Object.freeze({
    kind: "polygon-noise",
    name,
    options: parsed,
    apply(features: readonly Feature[], rng: Rng): NoisyPolygons {
      assertPositions(features);
      const { kept, invented = [], facts = {} } = changed(features, parsed, rng);
      const left = kept.filter((feature) => feature !== null);
      const noisy = [...left, ...invented];
      const cleanArea = totalArea(features);
      const noisyArea = totalArea(noisy);
      const report = {
        name,
        clean: features.length,
        noisy: noisy.length,
        lost: kept.length - left.length,
        added: invented.length,
        moved: kept.filter((feature, index) => feature !== null && !isSame(feature, features[index]!)).length,
        cleanArea,
        noisyArea,
        areaChange: cleanArea === 0 ? null : (noisyArea - cleanArea) / cleanArea,
        facts,
      };
      return { features: noisy, report };
    },
  });
}

/** What became of every feature, null if it is left out, and what was added. */
export interface ChangedFeatures {
  readonly kept: readonly (Feature | null)[];
  readonly invented?: readonly Feature[];
  readonly facts?: Readonly<Record<string, unknown>>;
}

type Parsed = ReturnType<typeof PolygonNoiseOptions.parse>;

function changed(features: readonly Feature[], options: Parsed, rng: Rng): ChangedFeatures {
  const bounds = boundsOf(features);
  switch (options.kind) {
    case "omission":
      return omitted(features, options, rng);
    case "commission":
      return inventFeatures(features, { ...options, bounds }, rng);
    case "misregistration":
      return shifted(features, options, rng);
    case "displacement":
      return displaced(features, { ...options, bounds }, rng);
    case "object-shift":
      return shiftedEach(features, options, rng);
    case "object-affine":
      return turnedEach(features, options, rng);
    case "simplification":
      return simplified(features, options);
  }
}

function totalArea(features: readonly Feature[]): number {
  return features.reduce((sum, feature) => sum + featureArea(feature), 0);
}

function isSame(a: Feature, b: Feature): boolean {
  return a === b || JSON.stringify(a.geometry) === JSON.stringify(b.geometry);
}
