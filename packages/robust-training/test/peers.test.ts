import { useEngine } from "@undercoat/engines";
import { pairedDifference } from "@undercoat/statistics";
import { beforeAll, describe, expect, test } from "vitest";
import { coTeaching, cutMix, jointAgreement, mixup } from "../src/index.ts";
import { flatModel } from "./support/flat-model.ts";
import { type PlantedDesign, plantedScheme, plantedScore } from "./support/planted-noise.ts";

/** Chosen on seeds 100 to 102; these seeds were fixed before they were looked at. */
const SEEDS = [0, 1, 2, 3, 4];
const WIDTH = 16;
/** 45 % of the pixels, each by itself, become one of the other two classes. */
const design: PlantedDesign = {
  noise: { kind: "class-conditional", rate: 0.45 },
  steps: 250,
  side: 64,
  width: WIDTH,
};
const peer = (seed: number) => () =>
  flatModel({ seed: seed + 1000, width: WIDTH, bands: 3, scheme: plantedScheme });
const methods = {
  "co-teaching": (seed: number) => coTeaching(peer(seed), { noiseRate: 0.3, rampSteps: 100 }),
  "joint-agreement": (seed: number) => jointAgreement(peer(seed), { noiseRate: 0.3, rampSteps: 100 }),
  mixup: () => mixup({ alpha: 1 }),
  cutmix: () => cutMix(),
};

describe("45 % flipped pixels, 250 steps, 5 seeds, against cross-entropy and Dice alone", () => {
  const plain: number[] = [];

  beforeAll(async () => {
    await useEngine("onnxruntime", { threads: 1 });
    for (const seed of SEEDS) plain.push(await plantedScore(seed, design));
  }, 180_000);

  test.each(Object.entries(methods))(
    "%s gains",
    async (name, method) => {
      const scores: number[] = [];
      for (const seed of SEEDS) scores.push(await plantedScore(seed, design, { method: method(seed) }));
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
