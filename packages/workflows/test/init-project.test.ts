import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { syntheticScene, syntheticScheme } from "@undercoat/datasets";
import { writeFileAtomic } from "@undercoat/files";
import { encodeGeoTiff, writeLabelGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import { cropLabels, cropRaster, type Grid, type LabelMap, labelMap, type Raster } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import { type Feature, writeGeoJson } from "@undercoat/vector";
import { beforeAll, describe, expect, test } from "vitest";
import { checkSplitFile, initProject, polygonizeLabels, readLabelFile } from "../src/files.ts";
import { estimateRun, loadConfig, type ResolvedConfig } from "../src/index.ts";
import { loadRunData } from "../src/run/load-run-data.ts";
import { checkPatches } from "../src/run/training-job.ts";

const folder = temporaryFolder();
const at = (...names: string[]) => path.join(folder, ...names);
const IDS = ["east", "north", "south", "west"];
const binary = {
  name: "buildings",
  classes: [
    { value: 0, name: "other" },
    { value: 1, name: "building", colorHint: "d62728" },
  ],
};

/** Building or not, moved to the right by `shift` pixels. */
function buildings({ width, height, data, geotransform, crs }: LabelMap, shift = 0): LabelMap {
  const building = syntheticScheme.classes.findIndex(({ name }) => name === "building");
  const moved = data.map((_, pixel) => (data[pixel - shift] === building ? 1 : 0));
  return labelMap({ width, height, geotransform, crs, scheme: binary, data: moved });
}

async function writeImage(file: string, image: Raster): Promise<void> {
  const { length } = image.bands;
  await writeFileAtomic(
    file,
    encodeGeoTiff({
      grid: image,
      data: Uint8Array.from(image.data),
      bandCount: length,
      bandNames: image.bands.map(({ name }) => name),
    }),
  );
}

function scene(id: string, index: number, size = 256) {
  const options = {
    width: size,
    height: size,
    pixelSize: 0.5,
    origin: [index * 5000, 0] as [number, number],
  };
  return { ...syntheticScene(options, createRng(index).fork("scene")), id };
}

beforeAll(async () => {
  for (const [index, id] of IDS.entries()) {
    const { image, labels } = scene(id, index);
    await writeImage(at("images", `${id}.tif`), image);
    await writeLabelGeoTiff(at("clean", `${id}.tif`), buildings(labels));
    await writeLabelGeoTiff(at("noisy", `${id}_osm.tif`), buildings(labels, 6));
  }
  const whole = scene("one", 9, 512);
  await writeImage(at("one", "images", "one.tif"), whole.image);
  await writeLabelGeoTiff(
    at("one-clean.tif"),
    cropLabels(buildings(whole.labels), { x: 0, y: 0, width: 300, height: 512 }),
  );
  await writeLabelGeoTiff(at("one-all.tif"), buildings(whole.labels));
  await polygonizeLabels({ labels: at("one-all.tif"), out: at("one.geojson"), crs: "EPSG:4326" });
});

/** The config as it was written, after all that a dry run checks but the timing of steps. */
async function accepted(file: string): Promise<ResolvedConfig> {
  const { config } = await loadConfig(file);
  checkPatches(config, await loadRunData(config));
  return config;
}

const images = () => at("images");

describe("a config that can be run at once", () => {
  test("of whole scenes, with labels used where they lie", async () => {
    const file = at("scenes", "city.yaml");
    await mkdir(at("scenes"));
    const made = await initProject({ file, images: images(), noisy: at("noisy"), clean: at("clean") });
    expect(made).toMatchObject({ file, wrote: [], settings: { recipe: "quick", positiveClass: "building" } });
    expect(made.disagreement).toBeGreaterThan(0.01);
    expect(made.scenes.map(({ id, parts }) => [id, parts.length])).toEqual(IDS.map((id) => [id, 1]));
    const config = await accepted(file);
    expect(config.data).toMatchObject({
      labels: { clean: "../clean/{scene}.tif", noisy: "../noisy/{scene}_osm.tif" },
      scheme: { classes: binary.classes },
      positiveClass: "building",
    });
    expect(config.pretrainings).toHaveProperty("clean");
    const { stages } = await estimateRun(await loadConfig(file, { set: ["workers=1"] }));
    expect(stages.map(({ stage }) => stage)).toEqual(["pretrain", "finetune", "evaluate"]);
  });

  test("of one image with clean labels on a part of it, and features as noisy ones", async () => {
    const file = at("one", "city.yaml");
    const made = await initProject({
      file,
      images: at("one", "images"),
      noisy: at("one.geojson"),
      clean: at("one-clean.tif"),
    });
    expect(made.wrote).toEqual([at("one", "labels", "noisy"), at("one", "labels", "clean")]);
    const [row] = made.scenes;
    expect(row).toMatchObject({ noisyShare: 1, parts: ["pretrain", "finetune", "test"] });
    expect(row!.cleanShare).toBeCloseTo(300 / 512, 5);
    expect(row!.disagreement).toBe(0); // burnt from the same labels: not a pixel is moved
    const burnt = await readLabelFile(at("one", "labels", "noisy", "one.tif"), binary);
    expect(burnt.data).toEqual((await readLabelFile(at("one-all.tif"), binary)).data);
    const config = await accepted(file);
    expect(Object.keys(config.pretrainings)).toEqual(["noisy", "permuted"]);
    for (const { window } of [...made.split.parts.finetune, ...made.split.parts.test])
      expect(window.x + window.width).toBeLessThanOrEqual(300);
    const split = at("one", "split.json");
    await writeFile(split, JSON.stringify(windowsOf(made.split.parts)));
    expect((await checkSplitFile(split, { buffer: made.split.buffer })).conflicts).toEqual([]);
    expect(made.split.buffer).toBeGreaterThanOrEqual(32);
  });

  test("of features as clean labels: what nobody traced is not known, rather than background", async () => {
    const traced = [];
    for (const id of ["east", "north"]) {
      const out = at(`${id}.geojson`);
      await polygonizeLabels({ labels: at("clean", `${id}.tif`), out, scheme: binary });
      const { features } = JSON.parse(await readFile(out, "utf8")) as { features: Feature[] };
      traced.push(...features.filter(({ properties }) => properties["value"] === 1));
    }
    // reaches over all images, and into the last one's corner without a pixel
    traced.push({ ...traced[0]!, geometry: { type: "Point" as const, coordinates: [99_999, -10] as const } });
    await writeGeoJson(at("traced.geojson"), traced, { crs: { kind: "epsg", code: 3857 } });
    const given = { images: images(), noisy: at("noisy"), clean: at("traced.geojson") };
    const made = await initProject({ file: at("traced", "city.yaml"), ...given });
    expect(made.scenes.map(({ id, cleanShare }) => [id, cleanShare])).toEqual([
      ["east", 1],
      ["north", 1],
      ["south", 0],
      ["west", 0],
    ]);
    expect(made.notes).toContain('no clean feature lies on "south", "west": nothing is known there');
    const known = [...made.split.parts.finetune, ...made.split.parts.test].map(({ sceneId }) => sceneId);
    expect(new Set(known)).toEqual(new Set(["east", "north"]));
    await accepted(at("traced", "city.yaml"));
  });

  test("every proposal stands beside a comment", async () => {
    const text = await readFile(at("scenes", "city.yaml"), "utf8");
    for (const key of COMMENTED)
      expect(text, key).toMatch(new RegExp(`^ *#.*\\n(?: *#.*\\n)* *${key}:`, "m"));
  });

  test("with names that would be keys", async () => {
    const names = ["red, # recipe: nyc", "# green", 'blue"'];
    for (const [index, id] of ["a: b", "- c", "{d}"].entries()) {
      const { image, labels } = scene(id, index);
      const scheme = {
        name: "s",
        classes: [
          { value: 0, name: '"x": &y' },
          { value: 1, name: "no" },
        ],
      };
      await writeImage(at("odd", "images", `${id}.tif`), {
        ...image,
        bands: names.map((name) => ({ name })),
      });
      await writeLabelGeoTiff(at("odd", "labels", `${id}.tif`), { ...buildings(labels), scheme });
    }
    const file = at("odd", "it's mine.yaml");
    const both = { noisy: at("odd", "labels"), clean: at("odd", "labels") };
    const made = await initProject({ file, images: at("odd", "images"), ...both });
    expect(made.next).toContain("mine.yaml' --out");
    const { recipe, data } = await accepted(file);
    expect([recipe, data.positiveClass, data.scheme.classes[0]!.name]).toEqual(["quick", "no", '"x": &y']);
  });
});

const COMMENTED = [
  "recipe",
  "scheme",
  "positiveClass",
  "downsample",
  "windows",
  "buffer",
  "normalisation",
  "pretrain",
  "finetune",
];

function windowsOf(parts: Awaited<ReturnType<typeof initProject>>["split"]["parts"]) {
  return Object.fromEntries(
    Object.entries(parts).map(([name, regions]) => [
      name,
      { one: regions.map(({ window: { x, y, width, height } }) => [x, y, width, height]) },
    ]),
  );
}

test("without clean labels nothing is written, and places to label are named", async () => {
  const file = at("none.yaml");
  const made = await initProject({ file, images: images(), noisy: at("noisy") });
  expect(made).toMatchObject({ file: null, wrote: [], disagreement: null, settings: null });
  expect(made.split.parts.test.length).toBeGreaterThan(0);
  expect([existsSync(file), existsSync(at("labels"))]).toEqual([false, false]);
});

describe("what does not go together is refused in one line, and leaves nothing behind", () => {
  const refused = async (options: Partial<Parameters<typeof initProject>[0]>) => {
    const wanted = {
      file: at("bad", "x.yaml"),
      images: images(),
      noisy: at("noisy"),
      clean: at("clean"),
      ...options,
    };
    const error: unknown = await initProject(wanted).then(
      () => null,
      (cause: unknown) => cause,
    );
    expect(existsSync(at("bad"))).toBe(false);
    const { code, message } = error as { code: string; message: string };
    expect(message).not.toMatch(/\n|undefined|\binvalid\b/);
    return `${code} ${message.replaceAll(folder, "FOLDER")}`;
  };
  const write = async (name: string, changes: Partial<Grid> & { value?: number; size?: number }) => {
    const { value = 1, size = 256, ...grid } = changes;
    const { image } = scene("east", 0, size);
    const { width, height, geotransform, crs } = image;
    const data = Uint8Array.from({ length: width * height }, (_, pixel) => pixel % 2);
    const scheme = {
      name: "s",
      classes: [
        { value: 0, name: "other" },
        { value, name: "building" },
      ],
    };
    await writeLabelGeoTiff(at(name), labelMap({ width, height, geotransform, crs, ...grid, scheme, data }));
    return at(name);
  };

  test("images", async () => {
    await mkdir(at("empty"));
    expect(await refused({ images: at("empty") })).toMatchInlineSnapshot(
      `"CONFIG_VALUE "FOLDER/empty" holds 0 GeoTIFFs (.tif, .tiff), expected at least 1; give the folder with the images"`,
    );
    expect(await refused({ images: at("one-all.tif") })).toMatchInlineSnapshot(
      `"CONFIG_VALUE "FOLDER/one-all.tif" is a file, expected a folder of GeoTIFFs; name the folder it lies in"`,
    );
    expect(await refused({ images: at("nowhere") })).toMatchInlineSnapshot(
      `"FILE_MISSING "FOLDER/nowhere" does not exist; the nearest existing folder is "FOLDER"; check the path"`,
    );
    expect(await refused({ images: undefined })).toMatchInlineSnapshot(
      `"CONFIG_VALUE no images were given, expected images and noisy labels; add --images <folder>"`,
    );
    await writeImage(at("mixed", "a.tif"), scene("a", 1).image);
    await writeLabelGeoTiff(at("mixed", "b.tif"), buildings(scene("b", 2).labels));
    expect(await refused({ images: at("mixed") })).toMatchInlineSnapshot(
      `"CONFIG_VALUE bands of the images differ: 3 bands ("a"); 1 bands ("b"); put images of one kind into a folder of their own"`,
    );
    await writeImage(at("two-crs", "a.tif"), scene("a", 1).image);
    await writeImage(at("two-crs", "b.tif"), { ...scene("b", 2).image, crs: { kind: "epsg", code: 32633 } });
    expect(await refused({ images: at("two-crs") })).toMatchInlineSnapshot(
      `"CONFIG_VALUE CRS of the images differ: EPSG:3857 ("a") and EPSG:32633 ("b"); warp them into one (gdalwarp -t_srs), or give each CRS a folder and a config of its own"`,
    );
  });

  test("labels that belong to no image, to one several times, or cover none of it", async () => {
    expect(await refused({ noisy: at("one") })).toMatchInlineSnapshot(
      `"CONFIG_VALUE no file of the noisy labels "FOLDER/one" belongs to an image ("east", "north", "south", "west"); call each as its image, or give a pattern such as --noisy FOLDER/one/{scene}_osm.tif"`,
    );
    await write("twice/east_a.tif", {});
    await write("twice/east_b.tif", {});
    expect(await refused({ noisy: at("twice") })).toMatchInlineSnapshot(
      `"CONFIG_VALUE "FOLDER/twice" holds 2 files for the image "east" ("east_a.tif", "east_b.tif"); say which: --noisy FOLDER/twice/{scene}_a.tif"`,
    );
    expect(await refused({ noisy: at("one-all.tif") })).toMatchInlineSnapshot(
      `"CONFIG_VALUE the noisy labels cover no pixel of "east", "north", "south", "west"; give labels that lie there, or take the image out of the folder"`,
    );
    expect(await refused({ noisy: at("one.geojson") })).toMatchInlineSnapshot(
      `"CONFIG_VALUE the noisy labels cover no pixel of "east", "north", "south", "west"; give labels that lie there, or take the image out of the folder"`,
    );
  });

  test("other classes, no place, and too few clean labels", async () => {
    expect(await refused({ noisy: await write("other.tif", { value: 7 }) })).toMatchInlineSnapshot(
      `"CONFIG_VALUE the classes differ: noisy labels hold the codes 0, 7, clean labels 0, 1; bring them onto one scheme first: undercoat labels remap FOLDER/other.tif <out> --from <scheme of the noisy labels> --to <scheme of the clean labels> --mapping <file>"`,
    );
    const nowhere = { geotransform: null, crs: { kind: "unknown" } } as const;
    expect(await refused({ noisy: await write("placeless.tif", nowhere) })).toMatchInlineSnapshot(
      `"CONFIG_VALUE noisy labels "FOLDER/placeless.tif" have no CRS or place, but image "east" lies in EPSG:3857, so that they cannot be laid on each other; say where it lies: gdal_edit.py -a_srs EPSG:3857 -a_ullr 0 0 128 -128 FOLDER/placeless.tif"`,
    );
    expect(await refused({ clean: await write("tiny/east.tif", { size: 24 }) })).toMatchInlineSnapshot(
      `"CONFIG_VALUE the clean labels hold no block of 32×32 known pixels, expected room for patches of 32 pixels to fine-tune on, others to test on, and ground between; label more, in several places"`,
    );
  });

  test("images that show the same ground, and somebody who stops it half way", async () => {
    const { image, labels } = scene("one", 9, 512);
    for (const [id, x] of [
      ["left", 0],
      ["right", 150],
    ] as const)
      await writeImage(at("same", `${id}.tif`), cropRaster(image, { x, y: 0, width: 362, height: 512 }));
    await writeLabelGeoTiff(at("same.tif"), buildings(labels));
    const same = { images: at("same"), noisy: at("same.tif"), clean: at("same.tif") };
    expect(await refused(same)).toMatchInlineSnapshot(
      `"CONFIG_VALUE no split keeps its parts apart: the images "left", "right" show the same ground; take one of them out, or cut them apart (gdalwarp -te)"`,
    );
    const stopped = { signal: AbortSignal.abort(), noisy: at("one.geojson"), clean: at("one-all.tif") };
    expect(await refused({ images: at("one", "images"), ...stopped })).toMatch(/aborted/);
  });

  test("features that have no area, and a config that is there", async () => {
    const [from, to] = [[0, 0] as const, [10, 10] as const];
    const line = [from, to];
    await writeGeoJson(
      at("lines.geojson"),
      [{ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: line } }],
      {
        crs: { kind: "epsg", code: 3857 },
      },
    );
    expect(await refused({ noisy: at("lines.geojson") })).toMatchInlineSnapshot(
      `"CONFIG_VALUE "FOLDER/lines.geojson" holds 1 LineString of 1 features, which have no area; burn them by hand with a width: undercoat labels rasterize FOLDER/lines.geojson labels-noisy/<image>.tif --like <image>.tif --value 1 --width <metres>"`,
    );
    await writeFile(at("there.yaml"), "name: mine\n");
    expect(await refused({ file: at("there.yaml") })).toMatchInlineSnapshot(
      `"CONFIG_VALUE "FOLDER/there.yaml" is there already; give another name, or move it away"`,
    );
    expect(await readFile(at("there.yaml"), "utf8")).toBe("name: mine\n");
  });
});

test("images and labels without CRS are taken pixel by pixel, and that is said", async () => {
  const bare = { geotransform: null, crs: { kind: "unknown" } } as const;
  for (const [index, id] of IDS.entries()) {
    const { image, labels } = scene(id, index);
    await writeImage(at("bare", "images", `${id}.tif`), { ...image, ...bare });
    await writeLabelGeoTiff(at("bare", "labels", `${id}.tif`), { ...buildings(labels), ...bare });
  }
  const file = at("bare", "city.yaml");
  const given = { file, images: at("bare", "images") };
  const made = await initProject({ ...given, noisy: at("bare", "labels"), clean: at("bare", "labels") });
  expect(made.notes).toEqual([
    expect.stringMatching(/^the images have no CRS/),
    expect.stringMatching(/^noisy and clean labels are the same/),
  ]);
  await accepted(file);
  await expect(initProject({ ...given, file: at("bare", "b.yaml"), noisy: at("clean") })).rejects.toThrow(
    /image "east" has no CRS or place, but the noisy labels ".*" lie in EPSG:3857, .*gdal_edit.py -a_srs EPSG:3857 -a_ullr 0 0 128 -128/,
  );
});
