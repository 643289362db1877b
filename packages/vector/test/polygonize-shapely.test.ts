// The oracle is shapely 2.1 or newer (GEOS 3.12): `UNDERCOAT_PYTHON` names a Python that has it.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRng } from "@undercoat/random";
import { type LabelMap, labelMap } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { polygonize } from "../src/index.ts";

const PYTHON = process.env["UNDERCOAT_PYTHON"];
const MAPS = Number(process.env["UNDERCOAT_MAPS"] ?? 12);
/** Counts polygons that are not valid, and those that overlap, or leave a gap beside, one that they share a border with. */
const SCRIPT = `
import json, sys, shapely
maps = json.load(open(sys.argv[1]))
result = []
for geometries in maps:
    shapes = shapely.get_parts(shapely.from_geojson([json.dumps(g) for g in geometries]))
    result.append({"invalid": int((~shapely.is_valid(shapes)).sum()), "area": float(shapely.area(shapes).sum()),
                   "coverage": bool(shapely.coverage_is_valid(shapes)), "polygons": len(shapes)})
print(json.dumps(result))`;

/** Blobs, stripes and noise of 2 to 5 classes: smooth random fields, of which the highest wins. */
function randomMap(seed: number): LabelMap {
  const rng = createRng(seed);
  const [width, height] = [150 + Math.floor(rng.next() * 250), 150 + Math.floor(rng.next() * 250)];
  const count = 2 + Math.floor(rng.next() * 4);
  const cell = [1, 2, 4, 8, 20][seed % 5] ?? 1;
  const stride = Math.ceil(Math.max(width, height) / cell) + 2;
  const fields = Array.from({ length: count }, () =>
    Float32Array.from({ length: stride * stride }, () => rng.next()),
  );
  const stripes = seed % 3 === 0 ? 0.7 : 0;
  const heightAt = (index: number, x: number, y: number) => {
    const field = fields[index]!;
    const at = Math.floor(y / cell) * stride + Math.floor(x / cell);
    const [across, down] = [(x / cell) % 1, (y / cell) % 1];
    const top = field[at]! * (1 - across) + field[at + 1]! * across;
    const bottom = field[at + stride]! * (1 - across) + field[at + stride + 1]! * across;
    const wave = Math.sin((x * (index + 1) + y * (2 - index)) / (3 + index));
    return top * (1 - down) + bottom * down + stripes * wave;
  };
  const data = new Uint8Array(width * height).map((_, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    if (rng.next() < 0.01 * (seed % 4)) return Math.floor(rng.next() * count);
    const heights = fields.map((_field, index) => heightAt(index, x, y));
    return heights.indexOf(Math.max(...heights));
  });
  const classes = fields.map((_, value) => ({ value, name: `${value}` }));
  const geotransform = [0, 1, 0, 0, 0, seed % 2 === 0 ? 1 : -1] as const;
  return labelMap({ width, height, geotransform, scheme: { name: "random", classes }, data });
}

test.skipIf(PYTHON === undefined)(
  `shapely finds every simplified polygon of ${MAPS} random maps valid, without gaps and overlaps (skipped where UNDERCOAT_PYTHON names no Python with shapely)`,
  ({ annotate }) => {
    const maps = Array.from({ length: MAPS }, (_, seed) => randomMap(seed));
    const file = join(temporaryFolder(), "maps.json");
    const polygons = maps.map((labels, seed) =>
      polygonize(labels, {
        simplify: [0.5, 1, 1.5, 2, 3, 6][seed % 6],
        connectivity: seed % 4 < 2 ? 4 : 8,
      }).features.map(({ geometry }) => geometry),
    );
    writeFileSync(file, JSON.stringify(polygons));
    const found = JSON.parse(execFileSync(PYTHON ?? "", ["-c", SCRIPT, file], { encoding: "utf8" }));
    expect(found).toHaveLength(MAPS);
    let total = 0;
    maps.forEach(({ width, height }, seed) => {
      const { area, polygons: count, ...rest } = found[seed];
      expect(rest, `map ${seed}`).toEqual({ invalid: 0, coverage: true });
      expect(area).toBeCloseTo(width * height, 5);
      total += count;
    });
    void annotate(`${total} polygons`);
  },
  10 * 60_000,
);
