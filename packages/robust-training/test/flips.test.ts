import { confidenceSelection, earlyLearningMethod, progressiveStopping, smallLoss } from "../src/index.ts";
import { FLAT_GROUPS } from "./support/flat-model.ts";
import { describeGains } from "./support/gains.ts";

const parts = [
  { groups: ["decoder", "head"], steps: 80 },
  { groups: ["head"], steps: 50 },
];

// each pixel by itself becomes one of the other two classes
describeGains(
  "45 % flipped pixels",
  { noise: { kind: "class-conditional", rate: 0.45 }, steps: 400, side: 64 },
  {
    "small-loss": () => ({ method: smallLoss({ noiseRate: 0.3, rampSteps: 100 }) }),
    "early-learning": () => ({ method: earlyLearningMethod({ strength: 1, momentum: 0.9 }) }),
    "confidence-selection": () => ({ method: confidenceSelection({ keptShare: 0.5, rampSteps: 200 }) }),
    "progressive-stopping": () => progressiveStopping({ groups: FLAT_GROUPS }, { wholeSteps: 270, parts }),
  },
);
