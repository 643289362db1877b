import { useEngine } from "@undercoat/engines";
import { pairedDifference } from "@undercoat/statistics";
import { beforeAll, describe, expect, test } from "vitest";
import { confidenceSelection, earlyLearningMethod, progressiveStopping, smallLoss } from "../src/index.ts";
import { FLAT_GROUPS } from "./support/flat-model.ts";
import { type PlantedDesign, plantedScore } from "./support/planted-noise.ts";

/** Chosen on seeds 100 to 102; these seeds were fixed before they were looked at. */
const SEEDS = [0, 1, 2, 3, 4];
const STEPS = 400;
/** 45 % of the pixels, each by itself, become one of the other two classes. */
const design: PlantedDesign = {
  noise: { kind: "class-conditional", rate: 0.45 },
  steps: STEPS,
  side: 64,
};
const parts = [
  { groups: ["decoder", "head"], steps: 80 },
  { groups: ["head"], steps: 50 },
];
const methods = {
  "small-loss": { method: smallLoss({ noiseRate: 0.3, rampSteps: 100 }) },
  "early-learning": { method: earlyLearningMethod({ strength: 1, momentum: 0.9 }) },
  "confidence-selection": { method: confidenceSelection({ keptShare: 0.5, rampSteps: 200 }) },
  "progressive-stopping": progressiveStopping({ groups: FLAT_GROUPS }, { wholeSteps: 270, parts }),
};

describe("45 % flipped pixels, 400 steps, 5 seeds, against cross-entropy and Dice alone", () => {
  const plain: number[] = [];

  beforeAll(async () => {
    await useEngine("onnxruntime", { threads: 1 });
    for (const seed of SEEDS) plain.push(await plantedScore(seed, design));
  }, 180_000);

  test.each(Object.entries(methods))(
    "%s gains",
    async (name, options) => {
      const scores: number[] = [];
      for (const seed of SEEDS) scores.push(await plantedScore(seed, design, options));
      const { mean, interval, verdict } = pairedDifference(scores, plain);
      console.log(
        `${name}: mean IoU ${told(scores)} against ${told(plain)}, gain ${mean.toFixed(3)} [${told(interval!)}]`,
      );
      expect(verdict).toBe("above");
    },
    180_000,
  );
});

function told(values: readonly number[]): string {
  return values.map((value) => value.toFixed(3)).join(", ");
}
