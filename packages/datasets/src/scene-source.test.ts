import { pointTransform } from "@undercoat/projections";
import { createRng } from "@undercoat/random";
import {
  cropLabels,
  cropRaster,
  type Geotransform,
  labelMap,
  type MemorySourceParts,
  memorySource,
  type Window,
} from "@undercoat/raster";
import fc from "fast-check";
import { expect, test } from "vitest";
import { smallScheme } from "../test/small-scene.ts";
import { sceneSource } from "./scene-source.ts";

const [width, height] = [12, 9];
const geotransform: Geotransform = [100, 2, 0, 50, 0, -2];
const crs = { kind: "epsg", code: 3857 } as const;
const random = (seed: number, count: number, most: number) => {
  const rng = createRng(seed);
  return Uint8Array.from({ length: count }, () => rng.int(most));
};
const optical = (more: Partial<MemorySourceParts> = {}) =>
  memorySource({
    name: "optical.tif",
    width,
    height,
    geotransform,
    crs,
    bands: [{ name: "red" }, { name: "near" }],
    data: random(1, width * height * 2, 250),
    ...more,
  });
const height2 = (more: Partial<MemorySourceParts> = {}) =>
  memorySource({
    name: "height.tif",
    width,
    height,
    geotransform,
    crs,
    bands: [{ name: "height" }],
    data: Float32Array.from(random(2, width * height, 99), (value) => value / 8),
    ...more,
  });
const classes = (more: Partial<MemorySourceParts> = {}) =>
  memorySource({
    name: "labels.tif",
    width,
    height,
    geotransform,
    crs,
    bands: [{ name: "class" }],
    data: random(3, width * height, 2),
    ...more,
  });
const base = { id: "north", scheme: smallScheme } as const;
const aWindow = (size: { width: number; height: number }): fc.Arbitrary<Window> =>
  fc
    .tuple(fc.nat(size.width - 1), fc.nat(size.height - 1))
    .chain(([x, y]) =>
      fc
        .tuple(fc.integer({ min: 1, max: size.width - x }), fc.integer({ min: 1, max: size.height - y }))
        .map(([w, h]) => ({ x, y, width: w, height: h })),
    );

test("rasters lie side by side as bands; a pixel is valid where it is in all of them", async () => {
  const validity = new Uint8Array(width * height).fill(1);
  validity[5] = 0;
  const image = [optical(), height2({ validity })];
  const { image: read, labels } = await sceneSource({ ...base, image, labels: classes() }).read();
  expect(read.bands.map(({ name }) => name)).toEqual(["red", "near", "height"]);
  const [red, near, high] = read.data.subarray(6 * 3, 7 * 3);
  const [first, second] = [random(1, width * height * 2, 250), random(2, width * height, 99)];
  expect([red, near, high]).toEqual([first[12], first[13], second[6]! / 8]);
  expect([...read.data.subarray(5 * 3, 6 * 3)]).toEqual([0, 0, 0]);
  expect(read.validity?.[5]).toBe(0);
  expect(labels.data[5]).toBe(255);
});

test("bands are chosen through all rasters, in the order asked; a name that is there twice is refused", async () => {
  const image = [optical(), height2()];
  const chosen = sceneSource({ ...base, image, labels: classes(), bands: ["height", 1] });
  expect(chosen.bands.map(({ name }) => name)).toEqual(["height", "red"]);
  const { image: read } = await chosen.read({ window: { x: 2, y: 1, width: 1, height: 1 } });
  const at = width + 2;
  expect([...read.data]).toEqual([
    random(2, width * height, 99)[at]! / 8,
    random(1, width * height * 2, 250)[at * 2],
  ]);
  const twice = [optical(), optical({ name: "later.tif" })];
  expect(() =>
    sceneSource({ ...base, image: twice, labels: classes(), bands: ["red"] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: band "red" is in "optical.tif" and "later.tif" 2 times, at numbers 1 and 3; name it by its number]`,
  );
  expect(() =>
    sceneSource({ ...base, image, labels: classes(), bands: [4] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: band 4 is not in "optical.tif" and "height.tif", which have 1 "red", 2 "near", 3 "height"; name one of these]`,
  );
});

test("a window holds what the whole scene holds there: aligned, in other pixels, coarser", async () => {
  const finer = height2({
    width: 30,
    height: 20,
    geotransform: [101, 0.7, 0.05, 49, 0.05, -0.8],
    data: Float32Array.from(random(4, 600, 99)),
  });
  const shifted = classes({ geotransform: [100.7, 2, 0, 49, 0, -2] });
  for (const downsample of [1, 2]) {
    const scene = sceneSource({
      ...base,
      image: [optical(), finer],
      labels: shifted,
      downsample,
      align: { labels: "nearest", image: "average" },
    });
    const whole = await scene.read();
    expect(whole.image.geotransform).toEqual(scene.geotransform);
    await fc.assert(
      fc.asyncProperty(aWindow(scene), async (window) => {
        const part = await scene.read({ window });
        expect(part.image).toEqual({ ...cropRaster(whole.image, window), validity: part.image.validity });
        const validity =
          cropRaster(whole.image, window).validity ?? new Uint8Array(part.labels.data.length).fill(1);
        expect(part.image.validity ?? new Uint8Array(validity.length).fill(1)).toEqual(validity);
        expect(part.labels).toEqual(cropLabels(whole.labels, window));
        expect(await scene.readImage({ window })).toEqual(part.image);
      }),
      { numRuns: 40 },
    );
  }
});

test("labels in another CRS come window by window as they come whole", async () => {
  const place = pointTransform(crs, { kind: "epsg", code: 4326 });
  const [left, top] = place.forward(100, 50);
  const [right, bottom] = place.forward(124, 32);
  const degrees = classes({
    geotransform: [left, (right - left) / width, 0, top, 0, (bottom - top) / height],
    crs: { kind: "epsg", code: 4326 },
  });
  const scene = sceneSource({ ...base, image: optical(), labels: degrees, align: { labels: "nearest" } });
  const whole = await scene.read();
  expect(whole.labels.data).toEqual(
    (await sceneSource({ ...base, image: optical(), labels: classes() }).read()).labels.data,
  );
  const window = { x: 3, y: 2, width: 7, height: 5 };
  expect((await scene.read({ window })).labels).toEqual(cropLabels(whole.labels, window));
});

test("what does not cover the scene is not valid, or ignored", async () => {
  const away: Geotransform = [1000, 2, 0, 50, 0, -2];
  const image = [optical(), height2({ geotransform: away })];
  const align = { image: "nearest", labels: "nearest" } as const;
  const scene = sceneSource({ ...base, image, labels: classes({ geotransform: away }), align });
  const { image: read, labels } = await scene.read({ window: { x: 1, y: 1, width: 4, height: 3 } });
  expect(read.data.every((value) => value === 0)).toBe(true);
  expect(read.validity).toEqual(new Uint8Array(12));
  expect(labels.data).toEqual(new Uint8Array(12).fill(255));
});

test("rasters on other grids are refused unless asked for", () => {
  const shifted: Geotransform = [101, 2, 0, 50, 0, -2];
  expect(() =>
    sceneSource({ ...base, image: [optical(), height2({ geotransform: shifted })], labels: classes() }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: scene "north": image "optical.tif" and image "height.tif" do not lie on each other: corners lie up to 0.5 pixels apart; bring the second to the grid of the first, or ask for it with align: { image: "bilinear" }]`,
  );
  expect(() =>
    sceneSource({ ...base, image: optical(), labels: classes({ geotransform: shifted }) }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: scene "north": image "optical.tif" and labels "labels.tif" do not lie on each other: corners lie up to 0.5 pixels apart; bring the second to the grid of the first, or ask for it with align: { labels: "nearest" }]`,
  );
  const hair: Geotransform = [100.01, 2, 0, 50, 0, -2]; // 0.005 pixels
  expect(sceneSource({ ...base, image: optical(), labels: classes({ geotransform: hair }) }).width).toBe(
    width,
  );
  expect(() => sceneSource({ ...base, image: [], labels: classes() })).toThrow(/has 0 images/);
});

test("labels may be burnt for the window that is read", async () => {
  const burner = {
    burn: (window: Window) =>
      labelMap({
        ...window,
        scheme: smallScheme,
        data: new Uint8Array(window.width * window.height).fill(1),
      }),
  };
  const scene = sceneSource({ ...base, image: optical(), labels: burner });
  const { labels } = await scene.read({ window: { x: 4, y: 4, width: 3, height: 2 } });
  expect([...labels.data]).toEqual([1, 1, 1, 1, 1, 1]);
  const wrong = {
    burn: () => labelMap({ width: 1, height: 1, scheme: smallScheme, data: Uint8Array.of(1) }),
  };
  await expect(sceneSource({ ...base, image: optical(), labels: wrong }).read()).rejects.toThrow(
    /window of 12×9 pixels came as 1×1/,
  );
  await expect(scene.read({ window: { x: 10, y: 0, width: 3, height: 3 } })).rejects.toThrow(
    /does not lie in scene/,
  );
  await expect(scene.read({ signal: AbortSignal.abort() })).rejects.toThrow("aborted");
});
