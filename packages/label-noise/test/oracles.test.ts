import { readFileSync } from "node:fs";
import { createRng } from "@undercoat/random";
import { IGNORE_INDEX, labelMap } from "@undercoat/raster";
import type { Geometry, Position } from "@undercoat/vector";
import { expect, test } from "vitest";
import { type LabelNoiseOptions, labelNoise, type PolygonNoiseOptions, polygonNoise } from "../src/index.ts";

interface Noises {
  readonly width: number;
  readonly height: number;
  readonly classes: number;
  readonly seed: number;
  readonly clean: string;
  readonly plain: string;
  readonly cases: readonly {
    readonly options: LabelNoiseOptions;
    readonly noisy: string;
    /** Share of pixels that may differ. */
    readonly tolerance?: number;
    readonly earlier?: string;
    readonly clean?: "plain";
  }[];
}

interface Polygons {
  readonly seed: number;
  readonly features: readonly Geometry[];
  readonly areas: readonly number[];
  readonly cases: readonly {
    readonly options: PolygonNoiseOptions;
    readonly geometries: readonly Geometry[];
  }[];
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8"));
const noises: Noises = read("noises");
const polygons: Polygons = read("polygons");
const streamOf = (seed: number) => createRng(seed).fork("noise");

function mapOf(text: string) {
  const { width, height, classes } = noises;
  const scheme = {
    name: "scene",
    classes: Array.from({ length: classes }, (_, value) => ({ value, name: `class ${value}` })),
  };
  const data = Uint8Array.from(text, (digit) => (digit === "." ? IGNORE_INDEX : Number(digit)));
  return labelMap({ width, height, scheme, data, geotransform: [0, 1, 0, height, 0, -1] });
}

test.each(noises.cases)(
  "$options equals SciPy, NumPy, Pillow or GDAL",
  ({ options, noisy, tolerance = 0, earlier, clean }) => {
    const labels = mapOf(clean === "plain" ? noises.plain : noises.clean);
    const context = earlier === undefined ? {} : { otherLabels: { earlier: mapOf(earlier) } };
    const made = labelNoise(options).apply(labels, streamOf(noises.seed), context);
    const expected = mapOf(noisy).data;
    const differing = made.labels.data.filter((index, pixel) => index !== expected[pixel]).length;
    expect(expected).not.toEqual(labels.data);
    expect(differing / expected.length).toBeLessThanOrEqual(tolerance);
  },
);

/** Coordinates of seven digits before the point. */
const COORDINATE = 1e-6;

test.each(polygons.cases)("$options moves polygons as Shapely does", ({ options, geometries }) => {
  const features = polygons.features.map((geometry) => ({
    type: "Feature" as const,
    properties: {},
    geometry,
  }));
  const { features: noisy, report } = polygonNoise(options).apply(features, streamOf(polygons.seed));
  const area = polygons.areas.reduce((sum, one) => sum + one, 0);
  expect(Math.abs(report.cleanArea / area - 1)).toBeLessThan(1e-9);
  expect(report).toMatchObject({
    clean: features.length,
    noisy: features.length,
    lost: 0,
    moved: features.length,
  });
  noisy.forEach(({ geometry }, index) => {
    const [own, other] = [positionsOf(geometry), positionsOf(geometries[index]!)];
    expect(own).toHaveLength(other.length);
    own.forEach(([x = 0, y = 0], at) => {
      expect(Math.abs(x - other[at]![0]!)).toBeLessThan(COORDINATE);
      expect(Math.abs(y - other[at]![1]!)).toBeLessThan(COORDINATE);
    });
  });
});

function positionsOf(geometry: Geometry | null): Position[] {
  return geometry?.type === "Polygon" ? geometry.coordinates.flat() : [];
}
