import { join } from "node:path";
import { openGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import { labelMap, raster, toRaster } from "@undercoat/raster";
import { describeShared } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { correctingShift } from "../src/files/noise/correcting-shift.ts";
import { readLabelFile } from "../src/files.ts";

const scheme = {
  name: "buildings",
  classes: [
    { value: 0, name: "background" },
    { value: 1, name: "building" },
  ],
};

describeShared("labels of oam_buildings against their image", ["data", "oam_buildings"], (folder) => {
  async function read() {
    const clean = await readLabelFile(join(folder, "labels", "nepal_a.tif"), scheme);
    const source = await openGeoTiff(join(folder, "images", "nepal_a.tif"));
    const image = toRaster(await source.read(), source, source.bands);
    await source.close();
    return { clean, image };
  }

  test("moved labels are to be moved back, labels that fit are left alone", async () => {
    const { clean, image } = await read();
    const [right, down] = [7, -5];
    const data = clean.data.map((_, pixel) => {
      const [x, y] = [(pixel % clean.width) - right, Math.floor(pixel / clean.width) - down];
      return x < 0 || y < 0 || x >= clean.width || y >= clean.height ? 255 : clean.data[y * clean.width + x]!;
    });
    const moved = correctingShift(labelMap({ ...clean, data }), image, createRng(0));
    expect(moved).not.toBeNull();
    expect(Math.abs(moved!.dx + right)).toBeLessThanOrEqual(1);
    expect(Math.abs(moved!.dy + down)).toBeLessThanOrEqual(1);
    expect(correctingShift(clean, image, createRng(0))).toBeNull();
  });

  test("an image without edges tells nothing", async () => {
    const { clean, image } = await read();
    const flat = raster({ ...image, data: new Float32Array(image.data.length).fill(5) });
    expect(correctingShift(clean, flat, createRng(0))).toBeNull();
  });
});
