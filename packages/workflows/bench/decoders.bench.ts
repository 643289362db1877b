// Every decoder on ResNet-18 at 4 × 256²: a training step with Adam and a prediction, compiled, beside PyTorch's.
import { type ChildProcess, spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type * as tf from "@tensorflow/tfjs-core";
import { useEngine } from "@undercoat/engines";
import { crossEntropy } from "@undercoat/losses";
import { initialise, type SegmentationModel, segmentationModel } from "@undercoat/segmentation";
import { currentEngine } from "@undercoat/tensor";
import { fit } from "@undercoat/training";
import { expect, test } from "vitest";
import { DecoderName } from "../src/config/decoder-name.ts";
import { DECODERS, encoderFor } from "../src/run/build-model.ts";

const [BATCH, BANDS, CLASSES] = [4, 3, 5];
const SIZE = Number(process.env["UNDERCOAT_BENCH_SIZE"] ?? 256);
const REPEATS = 4;
const MINUTES = 60_000;

interface Times {
  readonly train: readonly number[];
  readonly predict: readonly number[];
}

test("training steps and predictions of every decoder", { timeout: 60 * MINUTES }, async () => {
  await useEngine("onnxruntime");
  const peer = startPeer();
  for (const decoder of DecoderName.options) {
    const ours = await timesOf(decoder);
    const theirs = decoder === "lateral-fpn" ? null : await peer?.times(decoder);
    process.stdout.write(`${lineOf(decoder, ours, theirs ?? null)}\n`);
    expect(ours.train).toHaveLength(REPEATS);
  }
  peer?.close();
});

function lineOf(decoder: string, ours: Times, theirs: Times | null): string {
  const cell = (kind: keyof Times) => {
    const own = median(ours[kind]);
    const other = theirs === null ? null : median(theirs[kind]);
    const beside =
      other === null ? "" : `, PyTorch ${other.toFixed(0)} ms, ratio ${(other / own).toFixed(2)}`;
    return `${kind} ${own.toFixed(0)} ms${beside}`;
  };
  return `${decoder.padEnd(14)} ${cell("train")}; ${cell("predict")}`;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

async function timesOf(decoder: DecoderName): Promise<Times> {
  const model = segmentationModel({
    encoder: encoderFor("resnet18", decoder, { inChannels: BANDS, width: 1 }),
    decoder: DECODERS[decoder]({ width: 1 }),
    scheme: {
      name: "made up",
      classes: Array.from({ length: CLASSES }, (_, value) => ({ value, name: `class ${value}` })),
    },
  });
  initialise(model, { seed: 1 });
  const times = { train: await trainTimes(model), predict: predictTimes(model) };
  model.dispose();
  return times;
}

async function trainTimes(model: SegmentationModel): Promise<number[]> {
  const pixels = BATCH * SIZE * SIZE;
  const batch = {
    size: BATCH,
    height: SIZE,
    width: SIZE,
    bandCount: BANDS,
    images: Float32Array.from({ length: pixels * BANDS }, (_, index) => Math.sin(index)),
    labels: Uint8Array.from({ length: pixels }, (_, index) => index % CLASSES),
  };
  const source = { next: () => batch, save: () => null as never, restore: () => undefined };
  const times: number[] = [];
  let began = performance.now();
  for await (const _ of fit(model, source, {
    loss: crossEntropy(),
    steps: REPEATS + 1,
    learningRate: 1e-4,
  })) {
    times.push(performance.now() - began);
    began = performance.now();
  }
  return times.slice(1); // the first one compiles
}

function predictTimes(model: SegmentationModel): number[] {
  const predict = currentEngine()!.compiler!.compilePredict({
    predict: ({ images }) => ({ logits: model.network.apply(images as tf.Tensor) as tf.Tensor }),
    inputs: { images: { shape: [BATCH, SIZE, SIZE, BANDS], dtype: "float32" } },
    variables: model.parameters().map(({ variable }) => variable),
  });
  const images = Float32Array.from({ length: BATCH * SIZE * SIZE * BANDS }, (_, index) => Math.sin(index));
  const times = Array.from({ length: REPEATS + 1 }, () => {
    const began = performance.now();
    predict.run({ images });
    return performance.now() - began;
  });
  predict.dispose();
  return times.slice(1);
}

interface Peer {
  times(decoder: string): Promise<Times | null>;
  close(): void;
}

/** PyTorch and smp in a process of their own, where `UNDERCOAT_PYTHON` names a Python that has them. */
function startPeer(): Peer | null {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  const threads = String(availableParallelism());
  const child: ChildProcess = spawn(python, [join(import.meta.dirname, "smp-peer.py"), threads], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, OMP_WAIT_POLICY: "PASSIVE", KMP_BLOCKTIME: "0" },
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return {
    times: async (decoder) => {
      const request = { decoder, size: SIZE, batch: BATCH, bands: BANDS, classes: CLASSES, repeats: REPEATS };
      child.stdin?.write(`${JSON.stringify(request)}\n`);
      const line = await lines.next();
      return line.done ? null : (JSON.parse(line.value) as Times);
    },
    close: () => void child.kill(),
  };
}
