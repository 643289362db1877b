import { createRng, restoreRng } from "@undercoat/random";
import { cropLabels, IGNORE_INDEX, type LabelMap, labelMap } from "@undercoat/raster";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LabelNoiseOptions, labelNoise, labelNoiseKinds, noiseWindow } from "../src/index.ts";
import { countObjects } from "./count-objects.ts";
import { clean, contextOf, MIXING_KINDS, noiseCases, scheme } from "./noise-cases.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const streamOf = (seed: number) => createRng(seed).fork("noise");
const all = Object.entries(noiseCases);
const withOptions = (what: "none" | "some") =>
  all.flatMap(([kind, cases]) =>
    cases[what].map((options) => ({ kind, options, json: JSON.stringify(options) })),
  );

test("every kind of noise is in the table", () => {
  expect(Object.keys(noiseCases).sort()).toEqual([...labelNoiseKinds].sort());
});

test.each(withOptions("none"))("at no strength, labels stay as they are: $json", ({ options }) => {
  fc.assert(
    fc.property(clean, seeds, (labels, seed) => {
      if (options.kind === "scaled" && labels.data.every((index) => index === IGNORE_INDEX)) return;
      const { labels: noisy, report } = labelNoise(options).apply(labels, streamOf(seed), contextOf(labels));
      expect(noisy).toEqual(labels);
      expect(report).toMatchObject({ changed: 0, noiseRate: 0, newlyIgnored: 0, lostClasses: [] });
      for (const { lost, added, moved } of report.objects) expect([lost, added, moved]).toEqual([0, 0, 0]);
    }),
    { numRuns: 40 },
  );
});

describe.each(withOptions("some"))("$json", ({ kind, options }) => {
  const noise = labelNoise(options);

  test("ignored pixels stay, the input is untouched, classes are of the scheme, the seed decides", () => {
    fc.assert(
      fc.property(clean, seeds, (labels, seed) => {
        if (isTooEmpty(kind, labels)) return;
        const before = labels.data.slice();
        const context = contextOf(labels);
        const { labels: noisy, report } = noise.apply(labels, streamOf(seed), context);
        expect(labels.data).toEqual(before);
        expect(noisy.data).not.toBe(labels.data);
        expect({ ...noisy, data: null }).toEqual({ ...labels, data: null });
        const present = new Set([...before, 0]);
        noisy.data.forEach((index, pixel) => {
          if (before[pixel] === IGNORE_INDEX) expect(index).toBe(IGNORE_INDEX);
          if (index === IGNORE_INDEX) return;
          expect(index).toBeLessThan(scheme.classes.length);
          if (!MIXING_KINDS.includes(kind)) expect(present).toContain(index);
        });
        const again = labelNoise(LabelNoiseOptions.parse(JSON.parse(JSON.stringify(noise.options))));
        expect(again.apply(labels, streamOf(seed), context)).toEqual({ labels: noisy, report });
        expectReport(report, labels, noisy);
      }),
      { numRuns: 30 },
    );
  });

  test("a map without labels stays so, and no strength is no noise", () => {
    const ignored = labelMap({
      width: 5,
      height: 4,
      scheme,
      data: new Uint8Array(20).fill(IGNORE_INDEX),
      geotransform: [0, 1, 0, 0, 0, -1],
    });
    if (kind !== "scaled")
      expect(noise.apply(ignored, streamOf(0), contextOf(ignored))).toMatchObject({
        labels: ignored,
        report: { valid: 0, noiseRate: 0, newlyIgnored: 0 },
      });
    fc.assert(
      fc.property(clean, seeds, (labels, seed) => {
        const weak = noise.strength?.scaled(0).apply(labels, streamOf(seed), contextOf(labels));
        if (kind !== "sequence" && weak !== undefined) expect(weak.labels).toEqual(labels);
      }),
      { numRuns: 10 },
    );
  });

  test("made window by window, it is the noise of the scene, where it can be made so", () => {
    if (noise.neededWindow === undefined) return;
    fc.assert(
      fc.property(
        clean,
        seeds,
        fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99), fc.nat(99)),
        (labels, seed, corners) => {
          const window = windowOf(labels, corners);
          const rng = streamOf(seed);
          const whole = noise.apply(labels, restoreRng(rng.save())).labels;
          const part = noiseWindow(noise, rng, {
            scene: labels,
            window,
            read: (needed) => cropLabels(labels, needed),
          });
          expect(part.labels).toEqual(cropLabels(whole, window));
          expect(rng.save().position).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test("these kinds, and sequences and mixtures of them, are independent of tiling", () => {
  const tiled = withOptions("some").filter(({ options }) => labelNoise(options).neededWindow !== undefined);
  expect([...new Set(tiled.map(({ kind }) => kind))]).toEqual([
    "class-conditional",
    "misregistration",
    "displacement",
    "elastic",
    "coarsening",
    "missing-tiles",
    "resampled-ids",
    "sequence",
    "mixture",
  ]);
});

function isTooEmpty(kind: string, { data }: LabelMap): boolean {
  return kind === "scaled" && data.every((index) => index === IGNORE_INDEX);
}

function windowOf({ width, height }: LabelMap, [a, b, c, d]: readonly [number, number, number, number]) {
  const [x, y] = [a % width, b % height];
  return { x, y, width: 1 + (c % (width - x)), height: 1 + (d % (height - y)) };
}

function expectReport(
  report: ReturnType<ReturnType<typeof labelNoise>["apply"]>["report"],
  labels: LabelMap,
  noisy: LabelMap,
): void {
  const pairs = [...labels.data].map((index, pixel) => [index, noisy.data[pixel]!] as const);
  const valid = pairs.filter(([before, after]) => before !== IGNORE_INDEX && after !== IGNORE_INDEX);
  const changed = valid.filter(([before, after]) => before !== after).length;
  expect(report).toMatchObject({ valid: valid.length, changed });
  expect(report.noiseRate).toBe(valid.length === 0 ? 0 : changed / valid.length);
  expect(report.newlyIgnored).toBe(
    pairs.filter(([before, after]) => before !== IGNORE_INDEX && after === IGNORE_INDEX).length,
  );
  scheme.classes.forEach((_, index) => {
    const before = valid.filter(([one]) => one === index).length;
    const after = valid.filter(([, one]) => one === index).length;
    const both = valid.filter(([one, other]) => one === index && other === index).length;
    expect(report.confusion[index]?.[index]).toBe(both);
    const union = before + after - both;
    expect(report.iou[index]).toEqual(union === 0 ? null : both / union);
    expect(report.areaChange[index]).toEqual(before === 0 ? null : (after - before) / before);
    expect(report.lostClasses.includes(index)).toBe(
      labels.data.includes(index) && !noisy.data.includes(index),
    );
  });
  expect(report.objects).toEqual(countObjects(labels, noisy));
}
