import { coTeaching, cutMix, jointAgreement, mixup } from "../src/index.ts";
import { flatModel } from "./support/flat-model.ts";
import { describeGains } from "./support/gains.ts";
import { plantedScheme } from "./support/planted-noise.ts";

const WIDTH = 16;
const SELECTION = { noiseRate: 0.3, rampSteps: 100 };
const peer = (seed: number) => () =>
  flatModel({ seed: seed + 1000, width: WIDTH, bands: 3, scheme: plantedScheme });

// each pixel by itself becomes one of the other two classes
describeGains(
  "45 % flipped pixels",
  { noise: { kind: "class-conditional", rate: 0.45 }, steps: 250, side: 64, width: WIDTH },
  {
    "co-teaching": (seed) => ({ method: coTeaching(peer(seed), SELECTION) }),
    "joint-agreement": (seed) => ({ method: jointAgreement(peer(seed), SELECTION) }),
    mixup: () => ({ method: mixup({ alpha: 1 }) }),
    cutmix: () => ({ method: cutMix() }),
  },
);
