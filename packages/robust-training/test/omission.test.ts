import { objectCorrection } from "../src/index.ts";
import { describeGains } from "./support/gains.ts";

describeGains(
  "half of the objects omitted",
  {
    noise: { kind: "omission", probability: 0.5, classes: ["building", "field"], into: "ground" },
    steps: 400,
    side: 64,
  },
  {
    "object-correction": () => ({
      method: objectCorrection({
        teacherDecay: 0.98,
        epochSteps: 5,
        windows: [8, 12, 16],
        patience: 6,
        border: 1,
      }),
    }),
  },
);
