import { createRng } from "@undercoat/random";
import { labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import * as z from "zod";
import { labelNoise } from "./from-options.ts";
import { LabelNoiseOptions, labelNoiseKinds } from "./label-noise-options.ts";

const scheme = {
  name: "two",
  classes: ["other", "building"].map((name, value) => ({ value, name })),
};
const data = Uint8Array.from({ length: 900 }, (_, pixel) =>
  (pixel % 30) % 9 > 4 && pixel % 270 > 90 ? 1 : 0,
);
const labels = labelMap({ width: 30, height: 30, scheme, data });
const every: readonly LabelNoiseOptions[] = [
  { kind: "class-conditional", rate: 0.2 },
  { kind: "misregistration", distance: 2 },
  { kind: "omission", probability: 0.5 },
  { kind: "boundary", radius: 2 },
  { kind: "boundary", radius: 2, mode: "field" },
  { kind: "coarsening", block: 4 },
  {
    kind: "sequence",
    noises: [
      { kind: "omission", probability: 0.5 },
      { kind: "coarsening", block: 2 },
    ],
  },
];

test.each(every)("options of kind $kind make a noise whose own options make it again", (options) => {
  const noise = labelNoise(options);
  expect(noise).toMatchObject({ kind: "label-noise", name: options.kind, options });
  const stored = LabelNoiseOptions.parse(JSON.parse(JSON.stringify(noise.options)));
  const again = labelNoise(stored).apply(labels, createRng(1));
  expect(again).toEqual(noise.apply(labels, createRng(1)));
  expect(again.report.changed).toBeGreaterThan(0);
  const total = again.report.confusion.flat().reduce((sum, count) => sum + count, 0);
  expect(total).toBe(again.report.valid);
});

test("an unknown kind or key is refused", () => {
  const parse = (options: unknown) => LabelNoiseOptions.safeParse(options).success;
  expect(parse({ kind: "omisson", probability: 0.1 })).toBe(false);
  expect(parse({ kind: "omission", rate: 0.1 })).toBe(false);
  expect(parse({ kind: "omission", probability: 0.1, extra: 1 })).toBe(false);
  expect(parse({ kind: "class-conditional" })).toBe(false);
  expect(parse({ kind: "misregistration", sigma: 1, distance: 1 })).toBe(false);
  expect(parse({ kind: "sequence", noises: [] })).toBe(false);
});

test("the schema turns into JSON Schema, for editors", () => {
  const { oneOf } = z.toJSONSchema(LabelNoiseOptions, { io: "input" });
  expect(oneOf).toHaveLength(labelNoiseKinds.length);
});
