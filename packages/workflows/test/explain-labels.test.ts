import { join } from "node:path";
import { syntheticScene, syntheticScheme } from "@undercoat/datasets";
import { writeFileAtomic } from "@undercoat/files";
import { encodeGeoTiff, openGeoTiff, writeLabelGeoTiff } from "@undercoat/geotiff";
import { labelNoise } from "@undercoat/label-noise";
import { createRng } from "@undercoat/random";
import { type LabelMap, labelMap } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { type ExplainedLabels, explainLabels, explainText } from "../src/files.ts";

const folder = temporaryFolder();
const at = (name: string) => join(folder, name);
const place = {
  geotransform: [500_000, 0.5, 0, 9_000_000, 0, -0.5] as const,
  crs: { kind: "epsg", code: 32737 } as const,
};
const scene = syntheticScene({ width: 400, height: 400, density: 0.25 }, createRng(3));
const clean: LabelMap = labelMap({ ...scene.labels, ...place });

beforeAll(async () => {
  await writeLabelGeoTiff(at("clean.tif"), clean);
  const image = { grid: { ...scene.image, ...place }, data: Uint8Array.from(scene.image.data), bandCount: 3 };
  await writeFileAtomic(at("image.tif"), encodeGeoTiff({ ...image, bandNames: ["red", "green", "blue"] }));
  const shifted = labelNoise({ kind: "misregistration", shift: [5, -3] }).apply(clean, createRng(0)).labels;
  await writeLabelGeoTiff(at("shifted.tif"), shifted);
  // west of the middle a quarter of the labels is redrawn, east of it a hundredth
  const rng = createRng(1);
  const data = clean.data.map((index, pixel) =>
    rng.next() < (pixel % 400 < 200 ? 0.25 : 0.01) ? (index === 0 ? 1 : 0) : index,
  );
  await writeLabelGeoTiff(at("half.tif"), labelMap({ ...clean, data }));
  const west = labelMap({
    ...clean,
    scheme: {
      name: "source",
      classes: [
        { value: 1, name: "old" },
        { value: 2, name: "new" },
      ],
    },
    data: clean.data.map((_, pixel) => (pixel % 400 < 200 ? 0 : 1)),
  });
  await writeLabelGeoTiff(at("sources.tif"), west);
});

const factorOf = ({ factors }: ExplainedLabels, name: string) =>
  factors.find(({ factor }) => factor === name);

test("a shift of the whole map is found, and explains most of what is wrong", async () => {
  const found = await explainLabels({
    labels: at("shifted.tif"),
    reference: at("clean.tif"),
    scheme: syntheticScheme,
    image: at("image.tif"),
  });
  expect(found.parts).toMatchObject({ kind: "label-error-decomposition", wrong: found.wrong });
  if (found.parts.kind === "no-estimate") throw new Error(found.parts.reason);
  const { shift } = found.parts;
  expect(shift.pixels / found.wrong).toBeGreaterThan(0.8);
  expect(shift.all).toMatchObject({ kind: "shift" });
  if (shift.all.kind === "no-estimate") throw new Error(shift.all.reason);
  expect(shift.all.dx.value).toBeCloseTo(5, 0);
  expect(shift.all.dy.value).toBeCloseTo(-3, 0);
  expect(factorOf(found, "distance to border")?.finding).toBe(true);
  expect(found.factors.map(({ factor }) => factor)).toEqual(
    expect.arrayContaining(["band red", "band green", "band blue"]),
  );
  expect(explainText(found)).toContain("all labels lie 5.0 px to the right and -3.0 px below");
});

test("a source that is worse than the other is named, and the map shows where", async () => {
  const map = at("excess.tif");
  const found = await explainLabels({
    labels: at("half.tif"),
    reference: at("clean.tif"),
    scheme: syntheticScheme,
    groups: { source: at("sources.tif") },
    map,
  });
  expect(factorOf(found, "source")).toMatchObject({ finding: true });
  expect(factorOf(found, "source")?.verdict).toMatch(/source "1" disagree .*: systematic$/);
  const source = await openGeoTiff(map);
  const read = async (x: number) =>
    (await source.read({ window: { x, y: 200, width: 1, height: 1 } })).data[0]!;
  expect(await read(40)).toBeGreaterThan(3);
  expect(await read(360)).toBeLessThan(-3);
  await source.close();
});

test("the same seed says the same", async () => {
  const options = { labels: at("half.tif"), reference: at("clean.tif"), scheme: syntheticScheme, seed: 4 };
  expect(await explainLabels(options)).toEqual(await explainLabels(options));
});

test("labels without a difference, and files on another grid, are refused in one line", async () => {
  await expect(
    explainLabels({ labels: at("clean.tif"), reference: at("clean.tif"), scheme: syntheticScheme }),
  ).rejects.toThrow(/0 of 160000 pixels differ, but at least 20 are needed/);
  const moved = labelMap({ ...clean, geotransform: [500_003, 0.5, 0, 9_000_000, 0, -0.5] });
  await writeLabelGeoTiff(at("moved.tif"), moved);
  await expect(
    explainLabels({ labels: at("moved.tif"), reference: at("clean.tif"), scheme: syntheticScheme }),
  ).rejects.toThrow(/do not lie on each other: corners lie up to 6 pixels apart/);
});

test("a class that the file calls nodata is refused, not lost", async () => {
  const { width, height, data } = clean;
  const bytes = encodeGeoTiff({ grid: { ...place, width, height }, data, bandCount: 1, nodata: 0 });
  await writeFileAtomic(at("tagged.tif"), bytes);
  const options = { reference: at("clean.tif"), scheme: syntheticScheme };
  await expect(explainLabels({ ...options, labels: at("tagged.tif") })).rejects.toThrow(
    /declares 0 as nodata, but it is the class/,
  );
});
