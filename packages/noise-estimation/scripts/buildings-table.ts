// Prints the tables of docs/noise-bias.md about the real buildings with simulated noise (data/oam_buildings of the
// shared folder beside the repository). From the root of the repository:
//
//     node -C @undercoat/source packages/noise-estimation/scripts/buildings-table.ts

import { createRng } from "@undercoat/random";
import { sharedFolder } from "@undercoat/test-utils";
import { decomposeLabelError, detectBias, estimateShift } from "../src/index.ts";
import { AREAS, oamImage, oamLabels } from "../test/oam.ts";
import { moved } from "../test/planted-spatial.ts";

const folder = sharedFolder("data", "oam_buildings");
const rng = createRng(0).fork("table");
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

async function printShifts(at: string): Promise<void> {
  console.log("| area | found from the image, px | off by, px |\n|---|---|---|");
  for (const area of AREAS) {
    const labels = moved(await oamLabels(at, `labels/${area}`), [7, -5]);
    const { dx, dy } = estimateShift({ labels, reference: await oamImage(at, area) }, { rng });
    const off = Math.hypot(dx.value - 7, dy.value + 5);
    console.log(`| ${area} | ${dx.value.toFixed(2)}, ${dy.value.toFixed(2)} | ${off.toFixed(2)} |`);
  }
}

async function printParts(at: string): Promise<void> {
  console.log(
    "\n| area | noise | wrong | shift | boundary | omission | commission |\n|---|---|---|---|---|---|---|",
  );
  for (const area of AREAS) {
    const reference = await oamLabels(at, `labels/${area}`);
    for (const kind of ["shift", "osmlike", "coarse10m"]) {
      const labels = await oamLabels(at, `labels_noisy/${area}_${kind}`);
      const found = decomposeLabelError({ labels, reference }, { rng, resamples: 100 });
      const parts = [found.shift, found.boundary, found.omission, found.commission];
      const shares = parts.map(({ pixels }) => percent(pixels / found.wrong)).join(" | ");
      console.log(`| ${area} | ${kind} | ${(100 * found.errorRate.value).toFixed(2)} % | ${shares} |`);
    }
  }
}

async function printBias(at: string): Promise<void> {
  console.log("\nosmlike, all eight areas:\n");
  const scenes = [];
  for (const area of AREAS) {
    const reference = await oamLabels(at, `labels/${area}`);
    scenes.push({ reference, labels: await oamLabels(at, `labels_noisy/${area}_osmlike`) });
  }
  for (const { factor, verdict } of detectBias(scenes, { rng }).factors)
    console.log(`* ${factor}: ${verdict}`);
}

if (folder === null) {
  console.error("shared/data/oam_buildings is absent; put it beside the repository, or set UNDERCOAT_SHARED");
  process.exitCode = 1;
} else {
  await printShifts(folder);
  await printParts(folder);
  await printBias(folder);
}
