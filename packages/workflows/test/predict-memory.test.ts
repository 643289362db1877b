import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lateralFpn } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { useEngine } from "@undercoat/engines";
import { openGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import { initialise, segmentationModel } from "@undercoat/segmentation";
import { saveModel } from "@undercoat/segmentation/node";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import type { PredictedMap } from "../src/index.ts";
import { writeHugeTiff } from "./support/write-huge-tiff.ts";

const CHILD = fileURLToPath(new URL("./support/predict-child.ts", import.meta.url));
const MOST_MIB = 700;
/** The whole raster takes many minutes (39 on two busy processors): `UNDERCOAT_FULL_SCALE=1`. The short one has several blocks along each side too. */
const SIZE = process.env["UNDERCOAT_FULL_SCALE"] === "1" ? 40_000 : 8000;
const MINUTES = SIZE === 40_000 ? 60 : 3;

/** The cheapest network that there is: one 64th of the channels of ResNet-18, and a pyramid of one channel. */
async function cheapestModel(folder: string): Promise<string> {
  await useEngine("auto");
  const model = segmentationModel({
    encoder: resnet({ depth: 18, inChannels: 1, width: 1 / 64 }),
    decoder: lateralFpn({ channels: 1 }),
    scheme: {
      name: "two",
      classes: [
        { value: 0, name: "low" },
        { value: 1, name: "high" },
      ],
    },
    bands: [{ name: "grey" }],
    normalisation: { mean: [100], standardDeviation: [60] },
  });
  initialise(model, { seed: 0 });
  await saveModel(join(folder, "model"), model);
  model.dispose();
  return join(folder, "model");
}

interface Watched {
  readonly result: PredictedMap;
  readonly mib: number;
}

/** Runs a prediction, and looks at the most memory that its process ever held, as the system says. */
async function watched(model: string, raster: string, out: string): Promise<Watched> {
  const child = fork(CHILD, [model, raster, out], { execArgv: ["-C", "@undercoat/source"] });
  let [mib, result]: [number, PredictedMap | null] = [0, null];
  child.on("message", (message) => {
    result = message as PredictedMap;
  });
  const look = setInterval(() => {
    const [, most = "0"] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8")) ?? [];
    mib = Math.max(mib, Number(most) / 1024);
  }, 50);
  child.on("exit", () => clearInterval(look));
  const code = await new Promise((resolve) => child.on("exit", resolve));
  if (result === null) throw new RangeError(`the prediction ended with ${code}`);
  return { result, mib };
}

test.skipIf(process.platform !== "linux")(
  `a raster of ${SIZE}², of which every twentieth tile holds data and none is empty, takes less than ${MOST_MIB} MiB`,
  async () => {
    const folder = temporaryFolder();
    const rng = createRng(1).fork("noise");
    writeHugeTiff(
      join(folder, "huge.tif"),
      SIZE,
      Uint8Array.from({ length: 512 * 512 }, () => rng.int(256)),
    );
    const { result, mib } = await watched(
      await cheapestModel(folder),
      join(folder, "huge.tif"),
      join(folder, "map.tif"),
    );
    process.stdout.write(
      `${SIZE}²: ${mib.toFixed(0)} MiB, ${result.seconds.total.toFixed(0)} s, ${JSON.stringify(result.seconds)}\n`,
    );
    expect(mib).toBeGreaterThan(50);
    expect(mib).toBeLessThan(MOST_MIB);
    expect([result.predicted, result.withoutClass]).toEqual([SIZE * SIZE, 0]);
    const map = await openGeoTiff(join(folder, "map.tif"));
    expect([map.width, map.height, map.levels.length]).toEqual([SIZE, SIZE, SIZE === 40_000 ? 8 : 5]);
    await map.close();
  },
  MINUTES * 60_000,
);
