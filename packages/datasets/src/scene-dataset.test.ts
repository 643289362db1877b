import { labelMap, raster } from "@undercoat/raster";
import { expect, test } from "vitest";
import { smallScene, smallScheme } from "../test/small-scene.ts";
import { isDatasetsError } from "./errors.ts";
import { type SceneDatasetParts, sceneDataset } from "./scene-dataset.ts";
import { sceneOf } from "./scene-of.ts";

const window = { x: 0, y: 0, width: 4, height: 4 };
const messageOf = (parts: Partial<SceneDatasetParts>): string => {
  try {
    sceneDataset({ scheme: smallScheme, scenes: [smallScene()], ...parts });
  } catch (error) {
    if (isDatasetsError(error)) return `${error.code}: ${error.message}`;
  }
  return "no error";
};

test("without regions every scene is one region", () => {
  const { regions } = sceneDataset({
    scheme: smallScheme,
    scenes: [smallScene(), smallScene({ id: "b", width: 3 })],
  });
  expect(regions).toEqual([
    { sceneId: "a", window: { x: 0, y: 0, width: 8, height: 6 } },
    { sceneId: "b", window: { x: 0, y: 0, width: 3, height: 6 } },
  ]);
});

test("an empty split is an error that names the split", () => {
  expect(messageOf({ scenes: [], name: "train" })).toMatchInlineSnapshot(
    `"NO_SCENES: "train" has 0 scenes, expected at least 1; add a scene or leave the split out"`,
  );
  expect(messageOf({ regions: [], name: "train" })).toMatchInlineSnapshot(
    `"NO_REGIONS: "train" has 0 regions, expected at least 1; give a window, or leave "regions" out to use whole scenes"`,
  );
});

test("two scenes with one id are refused", () => {
  expect(messageOf({ scenes: [smallScene(), smallScene()] })).toMatchInlineSnapshot(
    `"DUPLICATE_SCENE: two scenes have the id "a", expected unique ids; rename one"`,
  );
});

test("a region outside its scene, empty, or of no scene is refused", () => {
  expect(
    messageOf({ regions: [{ sceneId: "a", window: { ...window, x: 5 } }], name: "test" }),
  ).toMatchInlineSnapshot(
    `"WINDOW_OUTSIDE: "test": window [5, 0, 4, 4] does not lie in scene "a" of 8×6 pixels; expected whole pixels inside it"`,
  );
  expect(messageOf({ regions: [{ sceneId: "a", window: { ...window, width: 0 } }] })).toMatch(
    "WINDOW_OUTSIDE",
  );
  expect(messageOf({ regions: [{ sceneId: "a", window: { ...window, x: 0.5 } }] })).toMatch("WINDOW_OUTSIDE");
  expect(messageOf({ regions: [{ sceneId: "c", window }] })).toMatchInlineSnapshot(
    `"SCENE_UNKNOWN: scene "c" is not in the dataset, which has "a"; name one of these"`,
  );
});

test("labels of another size, other classes or other bands are refused", () => {
  const { image } = smallScene({ width: 4 });
  expect(messageOf({ scenes: [{ ...smallScene(), image }] })).toMatchInlineSnapshot(
    `"SIZE_MISMATCH: scene "a": image is 4×6, but labels are 8×6; bring both to one grid"`,
  );
  const scheme = { name: "other", classes: [{ value: 1, name: "tree" }] };
  const labels = labelMap({ width: 8, height: 6, scheme, data: new Uint8Array(48) });
  expect(messageOf({ scenes: [{ ...smallScene(), labels }] })).toMatchInlineSnapshot(
    `"SCHEME_MISMATCH: scene "a" has labels of class scheme "other" (1 tree), expected "buildings" (0 background, 1 building); decode its labels with "buildings""`,
  );
  const grey = raster({ width: 8, height: 6, bands: [{ name: "grey" }], data: new Float32Array(48) });
  expect(
    messageOf({ scenes: [smallScene(), { ...smallScene({ id: "b" }), image: grey }] }),
  ).toMatchInlineSnapshot(
    `"BANDS_MISMATCH: scene "b" has 1 bands, but scene "a" has 2; choose the same bands in both"`,
  );
});

test("a valid pixel that is not a number is reported where it lies, others may be", () => {
  const scene = smallScene();
  scene.image.data[19] = Number.NaN;
  expect(messageOf({ scenes: [scene] })).toMatchInlineSnapshot(
    `"NOT_FINITE: scene "a": band "near" is NaN at column 1, row 1, expected a number; mark the pixel as not valid"`,
  );
  const validity = new Uint8Array(48).fill(1);
  validity[9] = 0;
  expect(messageOf({ scenes: [{ ...scene, image: raster({ ...scene.image, validity }) }] })).toBe("no error");
});

test("scenes are found by id", () => {
  const dataset = sceneDataset({ scheme: smallScheme, scenes: [smallScene(), smallScene({ id: "b" })] });
  expect(sceneOf(dataset, "b")).toBe(dataset.scenes[1]);
});
