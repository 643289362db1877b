import { readFileSync } from "node:fs";
import { join } from "node:path";
import { raster } from "@undercoat/raster";
import { describe, expect, test } from "vitest";
import { ruleLabels } from "../src/index.ts";
import { roughness } from "../src/internal/roughness.ts";

/** Made by `fixtures/generate.py`. */
interface Oracle {
  readonly width: number;
  readonly height: number;
  readonly surface: readonly number[];
  readonly valid: readonly number[];
  readonly scipy: Readonly<Record<string, readonly (number | null)[]>>;
  readonly gdaldem: readonly number[];
}

const oracle: Oracle = JSON.parse(
  readFileSync(join(import.meta.dirname, "fixtures", "roughness.json"), "utf8"),
);
const { width, height } = oracle;
const parts = { width, height, bands: [{ name: "other" }, { name: "dsm" }] };
const data = Float32Array.from(oracle.surface.flatMap((value) => [-value, value]));
const validity = Uint8Array.from(oracle.valid);

describe.each(Object.entries(oracle.scipy))("radius %s", (radius, expected) => {
  test("equals SciPy's maximum less minimum filter over valid pixels, cut at the edges", () => {
    const made = roughness(raster({ ...parts, data, validity }), { band: 1, radius: Number(radius) });
    expect([...made].map((value) => (Number.isNaN(value) ? null : value))).toEqual(expected);
  });
});

test("equals gdaldem roughness away from the edges", () => {
  const made = roughness(raster({ ...parts, data }), { band: 1, radius: 1 });
  const inside = oracle.gdaldem.flatMap((value, pixel) => (value === -9999 ? [] : [pixel]));
  expect(inside).toHaveLength((width - 2) * (height - 2));
  for (const pixel of inside) expect(made[pixel]).toBe(oracle.gdaldem[pixel]);
});

test("thresholds on roughness leave pixels that are not valid alone", () => {
  const scheme = { name: "ground", classes: [{ value: 1, name: "rough" }] };
  const { labels, report } = ruleLabels(raster({ ...parts, data, validity }), scheme, {
    rules: [{ name: "uneven", class: "rough", where: [{ roughness: { band: "dsm", radius: 2 }, min: 12 }] }],
  });
  const wanted = oracle.scipy["2"]?.map((value) => (value !== null && value >= 12 ? 0 : 255));
  expect([...labels.data]).toEqual(wanted);
  const pixels = wanted?.filter((index) => index === 0).length;
  expect(report.rules).toEqual([{ name: "uneven", class: "rough", pixels, overruled: 0 }]);
  expect(report.unlabelled).toBe(oracle.valid.filter((each) => each === 1).length - (pixels ?? 0));
});
