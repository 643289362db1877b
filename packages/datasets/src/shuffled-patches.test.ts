import { createRng } from "@undercoat/random";
import { expect, test } from "vitest";
import { smallScene, smallScheme } from "../test/small-scene.ts";
import { cutPatches } from "./cut-patches.ts";
import { randomPatches } from "./random-patches.ts";
import { sceneDataset } from "./scene-dataset.ts";
import { shuffledDraws, shuffledPatches } from "./shuffled-patches.ts";

const dataset = sceneDataset({ scheme: smallScheme, scenes: [smallScene()] });
const patches = cutPatches(dataset, 2);
const normalisation = { mean: [0, 0], standardDeviation: [1, 1] };
const make = (size = 2) =>
  shuffledPatches(dataset, patches, { size, batchSize: 5, normalisation, rng: createRng(0).fork("ft") });

test("every pass visits every patch once, in another order", () => {
  const draws = shuffledDraws(patches, { size: 2, dihedral: true, rng: createRng(0) });
  const pass = () => patches.map(() => draws.next().patch);
  const [first, second] = [pass(), pass()];
  expect([...first].sort((a, b) => a - b)).toEqual([...patches.keys()]);
  expect([...second].sort((a, b) => a - b)).toEqual([...patches.keys()]);
  expect(first).not.toEqual(second);
});

test("larger patches are cropped inside themselves", () => {
  const whole = [{ sceneId: "a", window: { x: 1, y: 2, width: 4, height: 4 } }];
  const draws = shuffledDraws(whole, { size: 3, dihedral: false, rng: createRng(0) });
  const places = new Set(Array.from({ length: 100 }, () => draws.next()).map(({ x, y }) => `${x} ${y}`));
  expect([...places].sort()).toEqual(["1 2", "1 3", "2 2", "2 3"]);
});

test("a source restored in the middle of a pass continues exactly there, also through JSON", () => {
  const source = make();
  source.next();
  const state = JSON.parse(JSON.stringify(source.save()));
  const following = [source.next(), source.next(), source.next()];
  const other = make();
  other.restore(state);
  expect([other.next(), other.next(), other.next()]).toEqual(following);
});

test("a state of other patches or of another kind of source is refused", () => {
  const state = make().save();
  expect(() => make().restore({ ...state, queue: [99] })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: state waits for patch 99, but there are 12 patches; restore with the patches it was saved with]`,
  );
  const random = randomPatches(dataset, { size: 2, batchSize: 1, normalisation, rng: createRng(0) });
  expect(() => make().restore(random.save())).toThrow('state is of "random-patches"');
});

test("no patches, or patches smaller than asked for, are an error", () => {
  const rng = createRng(0);
  expect(() => shuffledDraws([], { size: 2, dihedral: true, rng })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: there are 0 patches to shuffle, expected at least 1; choose patches first]`,
  );
  expect(() => make(3)).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: patch [0, 0, 2, 2] of scene "a" is 2×2, but 3×3 is asked for; cut larger patches or ask for a smaller size]`,
  );
});

test("a patch that lies outside its scene is refused", () => {
  const outside = [{ ...patches[0]!, window: { x: 7, y: 0, width: 2, height: 2 } }];
  const options = { size: 2, batchSize: 1, normalisation, rng: createRng(0) };
  expect(() => shuffledPatches(dataset, outside, options)).toThrowErrorMatchingInlineSnapshot(
    `[DatasetsError: "dataset": window [7, 0, 2, 2] does not lie in scene "a" of 8×6 pixels; expected whole pixels inside it]`,
  );
});
