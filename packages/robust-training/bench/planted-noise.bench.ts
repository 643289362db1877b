// What methods gain on planted noise that they were not made for, and in short trainings: the numbers of docs/training.md
// beside those that the tests hold. Prints scores and gains; nothing is timed.
import { useEngine } from "@undercoat/engines";
import { beforeAll, expect, test } from "vitest";
import {
  confidenceSelection,
  coTeaching,
  cutMix,
  earlyLearningMethod,
  jointAgreement,
  mixup,
  objectCorrection,
  progressiveStopping,
  smallLoss,
} from "../src/index.ts";
import { FLAT_GROUPS, flatModel } from "../test/support/flat-model.ts";
import { scoresOf, toldGain, type Way } from "../test/support/gains.ts";
import { type PlantedDesign, plantedScheme } from "../test/support/planted-noise.ts";

const NARROW = 16;
type Ground = Pick<PlantedDesign, "noise" | "side">;
const FLIPS: Ground = { noise: { kind: "class-conditional", rate: 0.45 }, side: 64 };
const OMISSION: Ground = {
  noise: { kind: "omission", probability: 0.5, classes: ["building", "field"], into: "ground" },
  side: 64,
};
const OBJECTS = { teacherDecay: 0.98, epochSteps: 5, windows: [8, 12, 16], patience: 6, border: 1 };

const peer = (seed: number) => () =>
  flatModel({ seed: seed + 1000, width: NARROW, bands: 3, scheme: plantedScheme });
const stopping = (wholeSteps: number, [decoder, head]: readonly [number, number]): Way => {
  const parts = [
    { groups: ["decoder", "head"], steps: decoder },
    { groups: ["head"], steps: head },
  ];
  return () => progressiveStopping({ groups: FLAT_GROUPS }, { wholeSteps, parts });
};
const single: Readonly<Record<string, Way>> = {
  "small-loss": () => ({ method: smallLoss({ noiseRate: 0.3, rampSteps: 100 }) }),
  "early-learning": () => ({ method: earlyLearningMethod({ strength: 1, momentum: 0.9 }) }),
  "confidence-selection": () => ({ method: confidenceSelection({ keptShare: 0.5, rampSteps: 200 }) }),
};
const pairs = (rampSteps: number): Readonly<Record<string, Way>> => ({
  "co-teaching": (seed) => ({ method: coTeaching(peer(seed), { noiseRate: 0.3, rampSteps }) }),
  "joint-agreement": (seed) => ({ method: jointAgreement(peer(seed), { noiseRate: 0.3, rampSteps }) }),
  mixup: () => ({ method: mixup({ alpha: 1 }) }),
  cutmix: () => ({ method: cutMix() }),
});
const smallLossAlone = { "small-loss": single["small-loss"]! };

const cases: readonly [name: string, design: PlantedDesign, ways: Readonly<Record<string, Way>>][] = [
  [
    "flips, 110 steps",
    { ...FLIPS, steps: 110 },
    { ...single, "progressive-stopping": stopping(60, [30, 20]) },
  ],
  [
    "flips, 400 steps",
    { ...FLIPS, steps: 400 },
    { "object-correction": () => ({ method: objectCorrection(OBJECTS) }) },
  ],
  [
    "omission, 400 steps",
    { ...OMISSION, steps: 400 },
    { ...single, "progressive-stopping": stopping(270, [80, 50]) },
  ],
  ["flips, width 16, 110 steps", { ...FLIPS, steps: 110, width: NARROW }, pairs(50)],
  ["flips, width 16, 250 steps", { ...FLIPS, steps: 250, width: NARROW }, smallLossAlone],
  ["omission, width 16, 250 steps", { ...OMISSION, steps: 250, width: NARROW }, pairs(100)],
];

beforeAll(async () => {
  await useEngine("onnxruntime", { threads: 1 });
});

test.each(cases)(
  "%s",
  async (name, design, ways) => {
    const plain = await scoresOf(design);
    for (const [method, way] of Object.entries(ways)) {
      const { n } = await toldGain(`${name}, ${method}`, { design, way, plain });
      expect(n).toBe(plain.length);
    }
  },
  1_800_000,
);
