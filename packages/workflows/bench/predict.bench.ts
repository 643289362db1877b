import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { useEngine } from "@undercoat/engines";
import { initialise, segmentationModel } from "@undercoat/segmentation";
import { saveModel } from "@undercoat/segmentation/node";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { writeRepeatedScene } from "../test/support/write-repeated-scene.ts";

/** Pixels along a side; 32 768 are a gigapixel, and take a quarter of an hour for each of both. */
const SIDE = Number(process.env["UNDERCOAT_BENCH_SIDE"] ?? 4096);
/** With 1, the processor times of both can be compared on a busy machine too: no thread waits for another. */
const THREADS = Number(process.env["UNDERCOAT_BENCH_THREADS"] ?? availableParallelism());
const HOURS = 3_600_000;

interface Seconds {
  readonly read: number;
  readonly infer: number;
  readonly write: number;
  readonly total: number;
  /** Of all threads. */
  readonly processor: number;
}

async function writeModel(folder: string): Promise<void> {
  await useEngine("auto");
  const model = segmentationModel({
    encoder: resnet({ depth: 18, inChannels: 3 }),
    decoder: unet(),
    scheme: {
      name: "buildings",
      classes: [
        { value: 0, name: "other" },
        { value: 1, name: "building" },
      ],
    },
    bands: ["red", "green", "blue"].map((name) => ({ name })),
    normalisation: { mean: [110, 110, 110], standardDeviation: [50, 50, 50] },
  });
  initialise(model, { seed: 0 });
  await saveModel(folder, model);
}

function words(name: string, { read, infer, write, total, processor }: Seconds): string {
  const share = (part: number) => `${Math.round((100 * part) / total)} %`;
  const speed = (SIDE * SIDE) / 1e6 / total;
  return `${name}: ${total.toFixed(1)} s, ${speed.toFixed(2)} Mpx/s (read ${share(read)}, infer ${share(infer)}, write ${share(write)}), processor ${processor.toFixed(1)} s`;
}

test(
  `a ResNet-18 U-Net on ${SIDE}² pixels, end to end, ${THREADS} threads`,
  async () => {
    const folder = temporaryFolder();
    const at = (name: string) => join(folder, name);
    await writeRepeatedScene(at("image.tif"), SIDE);
    await writeModel(at("model"));
    const work = ["--conditions=@undercoat/source", join(import.meta.dirname, "predict-work.ts")];
    const args = [at("model"), at("image.tif"), at("map.tif"), String(THREADS)];
    const { merge, ...own } = JSON.parse(
      execFileSync(process.execPath, [...work, ...args], { encoding: "utf8" }),
    );
    const ours: Seconds = { ...own, write: own.write + merge };
    process.stdout.write(`${words("undercoat", ours)}\n`);
    expect(ours.total).toBeGreaterThan(0);
    const python = process.env["UNDERCOAT_PYTHON"];
    if (python === undefined) return;
    const script = [
      join(import.meta.dirname, "predict.py"),
      at("image.tif"),
      at("peer.tif"),
      String(THREADS),
      "512",
      "64",
    ];
    const { by, seconds } = JSON.parse(execFileSync(python, script, { encoding: "utf8" }));
    process.stdout.write(
      `${words(by, seconds)}; ratio ${(seconds.total / ours.total).toFixed(2)}, of processor time ${(seconds.processor / ours.processor).toFixed(2)}\n`,
    );
  },
  2 * HOURS,
);
