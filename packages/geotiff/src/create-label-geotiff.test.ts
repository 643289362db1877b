import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cropLabels, labelMap, tileWindows } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { createLabelGeoTiff } from "./create-label-geotiff.ts";
import { writeLabelGeoTiff } from "./write-label-geotiff.ts";

const scheme = {
  name: "land cover",
  classes: [
    { value: 10, name: "tree", colorHint: "007f00" },
    { value: 20, name: "water" },
  ],
};
const labels = labelMap({
  width: 70,
  height: 50,
  scheme,
  data: new Uint8Array(70 * 50).map((_, pixel) => (pixel % 11 === 0 ? 255 : (pixel >> 3) % 2)),
  geotransform: [500000, 10, 0, 4200000, 0, -10],
  crs: { kind: "epsg", code: 32618 },
});

test.each(["none", "mode"] as const)(
  "windows make the file of the whole, byte for byte, overviews: %s",
  async (overviews) => {
    const folder = temporaryFolder();
    const [path, whole] = [join(folder, "windows.tif"), join(folder, "whole.tif")];
    const writer = await createLabelGeoTiff(path, { grid: labels, scheme, tileSize: 16, overviews });
    expect(writer.tileSize).toBe(16);
    for (const window of tileWindows(labels, { width: 32, height: 16 }).toReversed())
      await writer.write(window, cropLabels(labels, window));
    const { bytes } = await writer.finish();
    await writer.abort();
    await writeLabelGeoTiff(whole, labels, { tileSize: 16, overviews });
    expect(readFileSync(path)).toHaveLength(bytes);
    expect(readFileSync(path).equals(readFileSync(whole))).toBe(true);
    expect(readFileSync(`${path}.aux.xml`, "utf8")).toBe(readFileSync(`${whole}.aux.xml`, "utf8"));
  },
);

test("labels of another scheme, and ignored pixels without a value of their own, are refused and leave nothing", async () => {
  const folder = temporaryFolder();
  const window = { x: 0, y: 0, width: 70, height: 50 };
  const other = {
    name: "other",
    classes: [
      { value: 10, name: "tree" },
      { value: 30, name: "field" },
    ],
  };
  const writer = await createLabelGeoTiff(join(folder, "a.tif"), { grid: labels, scheme: other });
  await expect(writer.write(window, labels)).rejects.toMatchObject({
    code: "NOT_WRITABLE",
    message: expect.stringContaining('begun with class scheme "other", but got labels of "land cover"'),
  });
  await expect(writer.finish()).rejects.toMatchObject({ code: "WRITER_CLOSED" });
  const taken = {
    name: "taken",
    classes: [
      { value: 0, name: "zero" },
      { value: 255, name: "all ones" },
    ],
  };
  const second = await createLabelGeoTiff(join(folder, "b.tif"), { grid: labels, scheme: taken });
  await expect(second.write(window, { data: labels.data, scheme: taken })).rejects.toMatchObject({
    code: "IGNORE_VALUE_TAKEN",
  });
  expect(readdirSync(folder)).toEqual([]);
});
