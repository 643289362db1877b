import { pointTransform } from "@undercoat/projections";
import { type MemorySourceParts, memorySource } from "@undercoat/raster";
import { expect, test } from "vitest";
import { smallScheme } from "../test/small-scene.ts";
import { type LoadSceneOptions, loadScene } from "./load-scene.ts";

const grid = {
  width: 4,
  height: 2,
  geotransform: [0, 1, 0, 0, 0, -1] as const,
  crs: { kind: "epsg", code: 3857 } as const,
};
const image = (more: Partial<MemorySourceParts> = {}) =>
  memorySource({
    name: "image.tif",
    ...grid,
    bands: ["red", "green", "near"].map((name) => ({ name })),
    data: Uint8Array.from({ length: 24 }, (_, i) => i + 1),
    ...more,
  });
const labels = (more: Partial<MemorySourceParts> = {}) =>
  memorySource({
    name: "labels.tif",
    ...grid,
    bands: [{ name: "class" }],
    data: Uint8Array.of(0, 1, 0, 0, 1, 0, 0, 1),
    ...more,
  });
const load = (more: Partial<LoadSceneOptions> = {}) =>
  loadScene({ id: "north", image: image(), labels: labels(), scheme: smallScheme, ...more });

test("bands are chosen by name or number, in the order asked", async () => {
  const scene = await load({ bands: ["near", 1] });
  expect(scene.image.bands).toEqual([{ name: "near" }, { name: "red" }]);
  expect([...scene.image.data.slice(0, 4)]).toEqual([3, 1, 6, 4]);
  expect([...scene.labels.data]).toEqual([0, 1, 0, 0, 1, 0, 0, 1]);
});

test("downsampling gives rounded block means and majority labels, ties to the higher class", async () => {
  const scene = await load({ bands: [1], downsample: 2 });
  expect([...scene.image.data]).toEqual([8, 14]); // means 8.5 and 14.5, halves to even
  expect([...scene.labels.data]).toEqual([1, 0]);
  expect(scene.image.geotransform).toEqual([0, 2, 0, 0, 0, -2]);
});

test("block means of files that hold fractions are not rounded", async () => {
  const data = Float32Array.from({ length: 24 }, (_, i) => i + 1);
  const scene = await load({ image: image({ data }), bands: [1], downsample: 2 });
  expect([...scene.image.data]).toEqual([8.5, 14.5]);
});

test("where the image is not valid it is 0 and its labels are ignored, before and after downsampling", async () => {
  const validity = Uint8Array.of(1, 0, 0, 0, 1, 1, 0, 0);
  const scene = await load({ image: image({ validity }) });
  expect([...scene.labels.data]).toEqual([0, 255, 255, 255, 1, 0, 255, 255]);
  expect([...scene.image.data.slice(3, 6)]).toEqual([0, 0, 0]);
  const coarse = await load({ image: image({ validity }), downsample: 2 });
  expect([...coarse.labels.data]).toEqual([0, 255]);
  expect([...coarse.image.validity!]).toEqual([1, 0]);
});

test("nodata labels are ignored", async () => {
  const data = Uint8Array.of(0, 9, 0, 0, 9, 0, 0, 1);
  const scene = await load({ labels: labels({ data, nodata: 9 }) });
  expect([...scene.labels.data]).toEqual([0, 255, 0, 0, 255, 0, 0, 1]);
});

test("labels whose nodata value is a class are refused: the class would vanish from every score", async () => {
  await expect(load({ labels: labels({ nodata: 0 }) })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: scene "north": labels "labels.tif" declare 0 as nodata, but it is the class "background" of scheme "buildings"; remove the tag (gdal_edit.py -unsetnodata) or give the class another code]`,
  );
});

test("files on different grids are refused, both named", async () => {
  const shifted = labels({ geotransform: [3, 1, 0, 0, 0, -1] });
  await expect(load({ labels: shifted })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: scene "north": image "image.tif" and labels "labels.tif" do not lie on each other: corners lie up to 3 pixels apart; bring the second to the grid of the first, or ask for it with align: { labels: "nearest" }]`,
  );
});

test("a band that is not there is named beside those that are", async () => {
  await expect(load({ bands: ["blue"] })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: band "blue" is not in "image.tif", which has 1 "red", 2 "green", 3 "near"; name one of these]`,
  );
  await expect(load({ bands: [4] })).rejects.toThrow('band 4 is not in "image.tif"');
});

test("an image given as labels, and unknown class values, are refused", async () => {
  await expect(load({ labels: image() })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: scene "north": labels "image.tif" have 3 bands, expected 1 band of class values; give a label file, not an image]`,
  );
  const data = Uint8Array.of(0, 1, 2, 0, 0, 0, 0, 0);
  await expect(load({ labels: labels({ data }) })).rejects.toThrow(
    '"labels.tif" holds the class value 2 in 1 pixels',
  );
});

test("an aborted signal stops the reading", async () => {
  await expect(load({ signal: AbortSignal.abort() })).rejects.toThrow("aborted");
});

test("labels on another grid are aligned only when asked for; what they do not cover is ignored", async () => {
  const shifted = labels({ geotransform: [1, 1, 0, 0, 0, -1] });
  await expect(load({ labels: shifted })).rejects.toThrow(/corners lie up to 1 pixels apart/);
  const scene = await load({ labels: shifted, align: { labels: "nearest" } });
  expect([...scene.labels.data]).toEqual([255, 0, 1, 0, 255, 1, 0, 0]);
});

test("labels in another CRS are aligned through it", async () => {
  const place = pointTransform({ kind: "epsg", code: 3857 }, { kind: "epsg", code: 4326 });
  const [left, top] = place.forward(0, 0);
  const [right, bottom] = place.forward(4, -2);
  const geotransform = [left, (right - left) / 4, 0, top, 0, (bottom - top) / 2] as const;
  const degrees = labels({ geotransform, crs: { kind: "epsg", code: 4326 } });
  const scene = await load({ labels: degrees, align: { labels: "nearest" } });
  expect(scene.labels.data).toEqual((await load()).labels.data);
  expect(scene.labels.crs).toEqual({ kind: "epsg", code: 3857 });
});
