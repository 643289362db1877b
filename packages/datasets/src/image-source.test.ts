import { memorySource } from "@undercoat/raster";
import { expect, test } from "vitest";
import { imageSource } from "./image-source.ts";

const geotransform = [0, 1, 0, 0, 0, -1] as const;
const place = { width: 4, height: 2, geotransform, crs: { kind: "epsg", code: 3857 } } as const;
const optical = memorySource({
  name: "optical",
  ...place,
  bands: [{ name: "red" }, { name: "green" }],
  data: Uint8Array.from({ length: 16 }, (_, at) => at),
});
const height = memorySource({
  name: "height",
  ...place,
  bands: [{ name: "height" }],
  data: Float32Array.of(1.5, Number.NaN, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5),
});

test("bands of several rasters lie side by side; a hole in one is a hole in all", async () => {
  const image = imageSource([optical, height], { id: "north" });
  expect(image.bands.map(({ name }) => name)).toEqual(["red", "green", "height"]);
  expect([image.width, image.height, image.isWhole]).toEqual([4, 2, false]);
  const { data, validity } = await image.readImage({ window: { x: 1, y: 0, width: 2, height: 1 } });
  expect([...data]).toEqual([0, 0, 0, 4, 5, 3.5]);
  expect([...(validity ?? [])]).toEqual([0, 1]);
});

test("another grid is refused, or resampled when asked for", async () => {
  const moved = memorySource({
    name: "moved",
    ...place,
    geotransform: [0.5, 1, 0, 0, 0, -1],
    bands: height.bands,
    data: new Float32Array(8).fill(2),
  });
  expect(() => imageSource([optical, moved], { id: "north" })).toThrow("corners lie up to 0.5 pixels apart");
  const image = imageSource([optical, moved], { id: "north", align: "nearest" });
  expect((await image.readImage()).data.slice(0, 6)).toEqual(Float32Array.of(0, 1, 2, 2, 3, 2));
});
