import { fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lateralFpn } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { useEngine } from "@undercoat/engines";
import { sha256File } from "@undercoat/files";
import { initialise, segmentationModel } from "@undercoat/segmentation";
import { saveModel } from "@undercoat/segmentation/node";
import { temporaryFolder, testShared } from "@undercoat/test-utils";
import { expect, vi } from "vitest";
import { writeRepeatedScene } from "./support/write-repeated-scene.ts";

const CHILD = fileURLToPath(new URL("./support/killed-predict-child.ts", import.meta.url));
/** `UNDERCOAT_FULL_SCALE=1`: a gigapixel, for tens of minutes. */
const SIDE = process.env["UNDERCOAT_FULL_SCALE"] === "1" ? 32_768 : 1536;
const MINUTES = SIDE === 1536 ? 3 : 180;
/** Shares of the whole after which a process is killed; the next one goes on from its last finished block. */
const KILLED_AT = [0.2, 0.5, 0.8];

vi.setConfig({ testTimeout: MINUTES * 60_000 });

async function smallModel(folder: string): Promise<void> {
  await useEngine("auto");
  const model = segmentationModel({
    encoder: resnet({ depth: 18, inChannels: 3, width: 1 / 16 }),
    decoder: lateralFpn({ channels: 4 }),
    scheme: { name: "buildings", classes: ["other", "building"].map((name, value) => ({ value, name })) },
    bands: ["red", "green", "blue"].map((name) => ({ name })),
    normalisation: { mean: [122, 129, 93], standardDeviation: [47, 41, 46] },
  });
  initialise(model, { seed: 0 });
  await saveModel(folder, model);
  model.dispose();
}

/** Goes on with a prediction until `share` of it is done, then `kill -9`; true where it ended by itself. */
function predicted(folder: string, out: string, share: number): Promise<boolean> {
  const args = [join(folder, "model"), join(folder, "image.tif"), out];
  const child = fork(CHILD, args, { execArgv: ["-C", "@undercoat/source"] });
  child.on("message", (fraction) => {
    if (Number(fraction) >= share) child.kill("SIGKILL");
  });
  return new Promise((resolve) => child.on("exit", (code) => resolve(code === 0)));
}

testShared(
  `a prediction of ${SIDE}² pixels, killed three times and resumed, ends with the same bytes`,
  ["data", "oam_buildings"],
  async () => {
    const folder = temporaryFolder();
    const [calm, killed] = [join(folder, "calm.tif"), join(folder, "killed.tif")];
    await smallModel(join(folder, "model"));
    await writeRepeatedScene(join(folder, "image.tif"), SIDE);
    expect(await predicted(folder, calm, Number.POSITIVE_INFINITY)).toBe(true);
    for (const share of KILLED_AT) expect(await predicted(folder, killed, share)).toBe(false);
    expect(await predicted(folder, killed, Number.POSITIVE_INFINITY)).toBe(true);
    expect(await sha256File(killed)).toBe(await sha256File(calm));
  },
);
