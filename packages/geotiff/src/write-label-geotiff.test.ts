import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeLabels, type LabelMap, labelMap, toCodedRaster } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import { fromArrayBuffer } from "geotiff";
import { expect, test } from "vitest";
import { openGeoTiff } from "./open-geotiff.ts";
import { writeLabelGeoTiff } from "./write-label-geotiff.ts";

const scheme = {
  name: "land cover",
  classes: [
    { value: 10, name: "tree", colorHint: "007f00" },
    { value: 20, name: "water", colorHint: "0000FF" },
    { value: 200, name: "rest" },
  ],
};
const labels = labelMap({
  width: 5,
  height: 3,
  scheme,
  data: Uint8Array.of(0, 1, 2, 255, 0, 1, 1, 1, 2, 2, 0, 0, 255, 255, 1),
  geotransform: [500000, 10, 0, 4200000, 0, -10],
  crs: { kind: "epsg", code: 32618 },
});

async function readBack(path: string, original: LabelMap): Promise<LabelMap> {
  const source = await openGeoTiff(path);
  const coded = toCodedRaster(await source.read(), source);
  await source.close();
  return decodeLabels(coded, original.scheme);
}

test("labels come back from the file, ignored pixels and place included", async () => {
  const path = join(temporaryFolder(), "out", "labels.tif");
  await writeLabelGeoTiff(path, labels);
  expect(await readBack(path, labels)).toEqual(labels);
});

test("the file holds class values, 255 as nodata, and the colours of the classes", async () => {
  const path = join(temporaryFolder(), "labels.tif");
  await writeLabelGeoTiff(path, labels);
  const source = await openGeoTiff(path);
  expect((await source.read()).data).toEqual(
    Uint8Array.of(10, 20, 200, 255, 10, 20, 20, 20, 200, 200, 10, 10, 255, 255, 20),
  );
  expect(source.nodata).toBe(255);
  await source.close();
  const image = await (await fromArrayBuffer(new Uint8Array(readFileSync(path)).buffer)).getImage(0);
  const colours = (await image.fileDirectory.loadValue("ColorMap")) as unknown as ArrayLike<number>;
  expect([10, 20].map((value) => [0, 256, 512].map((channel) => colours[channel + value]! >> 8))).toEqual([
    [0, 127, 0],
    [0, 0, 255],
  ]);
});

test("values above 255 make a wider file, negative ones a signed one", async () => {
  for (const [value, sampleType] of [
    [1000, "uint16"],
    [-5, "int16"],
    [70000, "int32"],
  ] as const) {
    const other = {
      name: "odd",
      classes: [
        { value: 0, name: "zero" },
        { value, name: "odd", colorHint: "ff0000" },
      ],
    };
    const path = join(temporaryFolder(), "labels.tif");
    const original = labelMap({ width: 2, height: 1, scheme: other, data: Uint8Array.of(0, 1) });
    await writeLabelGeoTiff(path, original);
    const source = await openGeoTiff(path);
    expect(source.sampleType).toBe(sampleType);
    await source.close();
    expect(await readBack(path, original)).toEqual(original);
  }
});

test("a class with the value 255 keeps its pixels where nothing is ignored, and is refused where something is", async () => {
  const path = join(temporaryFolder(), "labels.tif");
  const taken = {
    name: "taken",
    classes: [
      { value: 0, name: "zero" },
      { value: 255, name: "all ones" },
    ],
  };
  const whole = labelMap({ width: 2, height: 1, scheme: taken, data: Uint8Array.of(0, 1) });
  await writeLabelGeoTiff(path, whole);
  expect(await readBack(path, whole)).toEqual(whole);
  const holed = labelMap({ width: 2, height: 1, scheme: taken, data: Uint8Array.of(0, 255) });
  await expect(writeLabelGeoTiff(path, holed)).rejects.toMatchObject({ code: "IGNORE_VALUE_TAKEN" });
  await writeLabelGeoTiff(path, holed, { ignoreValue: 254 });
  expect(await readBack(path, holed)).toEqual(holed);
});

test("a disk error is told, and nothing is left", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "file"), "");
  await expect(writeLabelGeoTiff(join(folder, "file", "labels.tif"), labels)).rejects.toMatchObject({
    code: "NOT_A_FOLDER",
  });
  expect(readdirSync(folder)).toEqual(["file"]);
});
