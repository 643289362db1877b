import { readFile, writeFile } from "node:fs/promises";
import { encodeGeoTiff, writeLabelGeoTiff } from "@undercoat/geotiff";
import { isLabelNoiseError } from "@undercoat/label-noise";
import { labelMap } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { noiseNames, readLabelFile, type SimulateNoiseOptions, simulateNoise } from "../src/files.ts";

const folder = temporaryFolder();
const grid = {
  width: 96,
  height: 64,
  geotransform: [500_000, 1, 0, 5_000_000, 0, -1],
  crs: { kind: "epsg", code: 32632 },
} as const;
const scheme = {
  name: "village",
  classes: [
    { value: 3, name: "ground" },
    { value: 7, name: "building" },
    { value: 9, name: "road" },
  ],
};
const [labels, before, image] = ["labels.tif", "before.tif", "image.tif"].map(
  (name) => `${folder}/${name}`,
) as [string, string, string];
const out = `${folder}/out.tif`;
const house = (pixel: number) => {
  const [x, y] = [pixel % 96, Math.floor(pixel / 96)];
  return x % 12 > 3 && x % 12 < 9 && y % 10 > 2 && y % 10 < 7;
};

beforeAll(async () => {
  const data = Uint8Array.from({ length: 96 * 64 }, (_, pixel) =>
    pixel < 96 ? 255 : pixel % 96 < 2 + Math.floor(pixel / 960) ** 2 / 3 ? 2 : Number(house(pixel)),
  );
  await writeLabelGeoTiff(labels, labelMap({ ...grid, scheme, data }));
  const earlier = data.map((index, pixel) => (index === 1 && pixel % 96 > 50 ? 0 : index));
  await writeLabelGeoTiff(before, labelMap({ ...grid, scheme, data: earlier }));
  const heights = Float32Array.from(data, (index, pixel) => (index === 1 && pixel % 5 > 0 ? 8 : 0));
  await writeFile(image, encodeGeoTiff({ grid, data: heights, bandCount: 1, bandNames: ["height"] }));
});

/** What every name of a noise needs beside a level. */
const flags: Readonly<Record<string, Partial<SimulateNoiseOptions>>> = {
  "class-conditional": { rate: 0.2 },
  symmetric: { rate: 0.2 },
  pairflip: { rate: 0.2 },
  asymmetric: { set: ["flips=[{from: 1, to: 0, probability: 0.3}]", "per=object"] },
  misregistration: { px: 3 },
  shift: { px: 5 },
  omission: { rate: 0.3 },
  commission: { rate: 0.3, set: ["classes=[1]"] },
  boundary: { px: 2 },
  dilation: { px: 2 },
  erosion: { rate: 0.5 },
  "object-shift": { px: 3 },
  "object-affine": { set: ["rotation=30", "scaling=0.2"] },
  displacement: { px: 4 },
  elastic: { px: 30 },
  coarsening: { px: 6 },
  simplification: { px: 3 },
  outdated: { rate: 1, others: { earlier: before } },
  "missing-tiles": { px: 16, rate: 0.3 },
  "rule-made": {
    rate: 1,
    image,
    set: [
      "rules=[{class: '7', where: [{band: height, min: 3}]}, {class: '3', where: [{band: height, max: 3}]}]",
    ],
  },
  "resampled-ids": { set: ["scale=0.6"] },
  sequence: { set: ["noises=[{kind: omission, probability: 0.2}, {kind: misregistration, shift: [2, 1]}]"] },
  mixture: { set: ["noises=[{weight: 1, noise: {kind: coarsening, block: 4}}]"] },
};

test("every name of a noise is tried below", () => {
  expect(Object.keys(flags).sort()).toEqual([...noiseNames].sort());
});

test.each(Object.entries(flags))(
  "--kind %s changes labels, and the file holds what the report says",
  async (kind, more) => {
    const made = await simulateNoise({ labels, out, kind, seed: "1", ...more });
    const clean = await readLabelFile(labels, scheme);
    const noisy = await readLabelFile(out, scheme);
    const differing = clean.data.filter((index, pixel) => index !== noisy.data[pixel]).length;
    const { changed, newlyIgnored } = made.report;
    expect(changed + newlyIgnored).toBeGreaterThan(0);
    expect(differing).toBe(changed + newlyIgnored);
    expect(made.classes).toEqual([3, 7, 9]);
    expect(made.text).toContain(`wrote ${out}`);
  },
);

test("a level is reached within the tolerance, and the report is written", async () => {
  const report = `${folder}/report.json`;
  const made = await simulateNoise({
    labels,
    out,
    kind: "shift",
    toRate: 0.1,
    tolerance: 0.04,
    seed: "4",
    report,
  });
  expect(Math.abs(made.report.noiseRate - 0.1)).toBeLessThanOrEqual(0.04);
  const written = JSON.parse(await readFile(report, "utf8"));
  expect(written).toEqual(JSON.parse(JSON.stringify({ ...made, text: undefined })));
  expect(written.report.objects).toHaveLength(3);
  const iou = await simulateNoise({
    labels,
    out,
    kind: "omission",
    toIou: 0.6,
    ofClass: "7",
    tolerance: 0.05,
  });
  expect(Math.abs(Number(iou.report.iou[1]) - 0.6)).toBeLessThanOrEqual(0.05);
});

test("a config file holds any noise", async () => {
  const config = `${folder}/noise.yaml`;
  await writeFile(
    config,
    "kind: sequence\nnoises:\n  - { kind: omission, probability: 0.3 }\n  - { kind: boundary, radius: 2 }\n",
  );
  const { report } = await simulateNoise({ labels, out, config });
  expect(report.steps?.map(({ name }) => name)).toEqual(["omission", "boundary"]);
});

/** Message of a refusal. */
async function refused(options: Partial<SimulateNoiseOptions>): Promise<string> {
  const { message } = (await simulateNoise({ labels, out, ...options }).catch(
    (error: Error) => error,
  )) as Error;
  expect(message).not.toMatch(/undefined|\[object|\binvalid\b|\n/i);
  return message.replaceAll(folder, "FOLDER");
}

test("what people get wrong", async () => {
  expect(await refused({})).toMatchInlineSnapshot(
    `"no noise is given; give one of --kind, --config and --noise, for example --kind shift --px 5"`,
  );
  expect(await refused({ kind: "shfit", px: 3 })).toMatchInlineSnapshot(
    `"--kind is "shfit", expected one of class-conditional, symmetric, pairflip, asymmetric, misregistration, shift, omission, commission, boundary, dilation, erosion, object-shift, object-affine, displacement, elastic, coarsening, simplification, outdated, missing-tiles, rule-made, resampled-ids, sequence, mixture; did you mean "shift"?"`,
  );
  expect(await refused({ kind: "omission", px: 3 })).toMatchInlineSnapshot(
    `"--px is 3, but omission has no such number; it takes --rate and --set key=value"`,
  );
  expect(await refused({ kind: "omission", rate: 1.5 })).toMatchInlineSnapshot(
    `"--kind: key "probability" is 1.5, but must be at most 1"`,
  );
  expect(await refused({ kind: "omission" })).toMatchInlineSnapshot(
    `"--kind: key "probability" is missing, but must be a number"`,
  );
  expect(await refused({ kind: "omission", rate: 0.1, set: ["into"] })).toMatchInlineSnapshot(
    `"--set is "into", expected key=value, for example --set connectivity=8"`,
  );
  expect(await refused({ kind: "omission", rate: 0.1, set: ["into=12"] })).toMatchInlineSnapshot(
    `"class 12 is not in class scheme "FOLDER/labels.tif", which has 0 "3", 1 "7", 2 "9"; name one of these"`,
  );
  expect(await refused({ kind: "omission", noise: "{kind: boundary, radius: 3}" })).toMatchInlineSnapshot(
    `"--kind and --noise are given; give one of --kind, --config and --noise, for example --kind shift --px 5"`,
  );
  expect(await refused({ noise: "{kind: boundary, radius: 3}", px: 2 })).toMatchInlineSnapshot(
    `"--px belongs to --kind, but the noise is given by --noise; write the option there"`,
  );
  expect(await refused({ kind: "shift", px: 3, seed: "1.5" })).toMatchInlineSnapshot(
    `"--seed is "1.5", expected a whole number from 0"`,
  );
  expect(await refused({ kind: "outdated", rate: 1 })).toMatchInlineSnapshot(
    `"--kind: key "earlier" is missing, but must be a string"`,
  );
  expect(await refused({ kind: "outdated", rate: 1, set: ["earlier=x"] })).toMatchInlineSnapshot(
    `"outdated takes "x" as earlier, but no other labels were given; pass them to apply as otherLabels"`,
  );
  expect(await refused({ kind: "shift", toRate: 0.1, toIou: 0.5 })).toMatchInlineSnapshot(
    `"--kind: it: give either pixelErrorRate or iou, but pixelErrorRate and iou are given"`,
  );
  expect(await refused({ kind: "missing-tiles", toRate: 0.1 })).toMatchInlineSnapshot(
    `"missing-tiles cannot give a pixel error rate of 0.1 ± 0.005: its strongest form gives 0.0000; choose another level, a wider tolerance, or another noise"`,
  );
  expect(await refused({ kind: "omission", rate: 1, refuseLostClasses: true })).toMatchInlineSnapshot(
    `"the noise leaves no pixel of class 7, 9 of "FOLDER/labels.tif"; nothing was written; make it weaker, or allow lost classes"`,
  );
});

test("files that do not lie on each other, and labels without a labelled pixel, are refused", async () => {
  const moved = `${folder}/moved.tif`;
  const data = new Uint8Array(96 * 64).fill(1);
  await writeLabelGeoTiff(
    moved,
    labelMap({ ...grid, geotransform: [500_003, 1, 0, 5_000_000, 0, -1], scheme, data }),
  );
  expect(await refused({ kind: "outdated", rate: 1, others: { x: moved } })).toMatchInlineSnapshot(
    `""FOLDER/labels.tif" and "FOLDER/moved.tif" do not lie on each other: corners lie up to 3 pixels apart; bring them onto one grid first"`,
  );
  const empty = `${folder}/empty.tif`;
  await writeLabelGeoTiff(empty, labelMap({ ...grid, scheme, data: data.fill(255) }));
  expect(await refused({ labels: empty, kind: "shift", px: 1, scheme })).toMatchInlineSnapshot(
    `""FOLDER/empty.tif" has no labelled pixel among 6144, expected at least 1; give a file with labels"`,
  );
});

test("errors of the noise keep their code", async () => {
  const error = await simulateNoise({ labels, out, kind: "missing-tiles", toRate: 0.1 }).catch(
    (caught: unknown) => caught,
  );
  expect(isLabelNoiseError(error, "TARGET_UNREACHABLE")).toBe(true);
});
