import { createRng } from "@undercoat/random";
import { expect, test } from "vitest";
import { type Planted, plantedBlocks } from "../test/planted.ts";
import {
  confidentThresholds,
  estimateNoise,
  type JointCounts,
  jointCounter,
  type LabelledPixels,
  suggestUse,
} from "./index.ts";

const classes = ["land", "water"];

function suggested(
  planted: Partial<Planted>,
  change: (blocks: LabelledPixels[]) => LabelledPixels[] = (blocks) => blocks,
) {
  const known: Planted = {
    width: 80,
    height: 60,
    block: 10,
    skill: 5,
    models: 1,
    transitionMatrix: [
      [0.95, 0.05],
      [0.1, 0.9],
    ],
    ...planted,
  };
  const { blocks } = plantedBlocks(known, createRng(3));
  const models = [counted(change(blocks[0]!))];
  const estimate = estimateNoise(models, { origin: "out-of-fold", replicates: 200, widest: 1 }, createRng(0));
  return { estimate, models, classes };
}

function counted(blocks: readonly LabelledPixels[]): JointCounts[] {
  const first = confidentThresholds(2);
  for (const pixels of blocks) first.update(pixels);
  return blocks.map((pixels) => {
    const counter = jointCounter(first.thresholds());
    counter.update(pixels);
    return counter;
  });
}

const actions = (evidence: Parameters<typeof suggestUse>[0]) =>
  suggestUse(evidence).map(({ action }) => action);

test("little noise, spread over the map: use as is", () => {
  expect(actions(suggested({}))).toEqual(["use-as-is"]);
});

test("a shift that was found comes first", () => {
  const [first] = suggestUse({ ...suggested({}), shift: { dx: 3, dy: -1 } });
  expect(first).toMatchObject({ action: "shift", shift: { dx: 3, dy: -1 } });
});

test("noise that lies in a few blocks: drop them", () => {
  const bad = [4, 17];
  const flipped = suggested({}, (blocks) =>
    blocks.map((pixels, at) =>
      bad.includes(at) ? { ...pixels, labels: pixels.labels.map((k) => 1 - k) } : pixels,
    ),
  );
  expect(suggestUse(flipped)).toEqual([expect.objectContaining({ action: "drop-blocks", blocks: bad })]);
});

test("a class that models do not find again: check it", () => {
  const [first] = suggestUse(
    suggested({
      transitionMatrix: [
        [0.8, 0.2],
        [0.3, 0.7],
      ],
      prior: 12,
    }),
  );
  expect(first).toMatchObject({
    action: "check-class",
    classIndex: 1,
    reason: expect.stringContaining(
      "% of the labels water: most of them are wrong, or the images do not show the class",
    ),
  });
});

test("more than half surely wrong: do not use", () => {
  const evidence = suggested({});
  const noiseRate = { value: 0.6, low: 0.55, high: 0.65 };
  expect(actions({ ...evidence, estimate: { ...evidence.estimate, noiseRate } })).toEqual(["do-not-use"]);
});
