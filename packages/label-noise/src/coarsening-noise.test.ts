import { createRng } from "@undercoat/random";
import { type ClassScheme, labelMap } from "@undercoat/raster";
import { expect, test } from "vitest";
import { coarseningNoise } from "./coarsening-noise.ts";

const scheme: ClassScheme = {
  name: "three",
  classes: ["water", "field", "town"].map((name, value) => ({ value, name })),
};

test("a block takes its most frequent class, ties the lowest, and ignored pixels do not vote", () => {
  const data = Uint8Array.of(2, 2, 1, 0, 0, 2, 255, 1, 0, 255, 255, 255, 255, 255, 0);
  const { labels, report } = coarseningNoise({ block: 2 }).apply(
    labelMap({ width: 5, height: 3, scheme, data }),
    createRng(0),
  );
  expect([...labels.data]).toEqual([2, 2, 0, 0, 0, 2, 255, 0, 0, 255, 255, 255, 255, 255, 0]);
  expect(report).toMatchObject({ valid: 9, changed: 2, facts: { coarseWidth: 3, coarseHeight: 2 } });
});

test("a block of one pixel changes nothing", () => {
  const data = Uint8Array.of(0, 1, 2, 255);
  const labels = labelMap({ width: 2, height: 2, scheme, data });
  expect(coarseningNoise({ block: 1 }).apply(labels, createRng(0)).labels.data).toEqual(data);
  expect(() => coarseningNoise({ block: 0 })).toThrow();
});
