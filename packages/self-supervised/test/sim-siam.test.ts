import * as tf from "@tensorflow/tfjs-core";
import type { Batch, BatchSource } from "@undercoat/datasets";
import { linear } from "@undercoat/decoders";
import { tiny } from "@undercoat/encoders";
import { useEngine } from "@undercoat/engines";
import { createRng, normals, type Rng } from "@undercoat/random";
import { initialise, type Loss, type SegmentationModel, segmentationModel } from "@undercoat/segmentation";
import { fit, type RunningMethod } from "@undercoat/training";
import { expect, test } from "vitest";
import { type SelfSupervisedMethod, simSiam } from "../src/index.ts";

const SIDE = 32;
const DIMENSIONS = 32;
const STEPS = 120;
/** Fixed before they were looked at; the numbers were chosen on seeds from 100. */
const SEEDS = [0, 1];
/** Pixels from one bright stripe to the next. */
const PERIODS = [2.5, 6, 16];
const unused: Loss = {
  kind: "loss",
  name: "unused",
  options: {},
  evaluate: () => {
    throw new RangeError("not evaluated");
  },
};

/** One patch of a texture in one band: waves of a period, under noise, of a direction and contrast of its own. */
function texturePatch(period: number, rng: Rng): Float32Array {
  const angle = Math.PI * rng.next();
  const [phase, contrast] = [2 * Math.PI * rng.next(), 0.6 + 0.8 * rng.next()];
  const scatter = normals(SIDE * SIDE, rng);
  return Float32Array.from(scatter, (noise, at) => {
    const along = Math.cos(angle) * (at % SIDE) + Math.sin(angle) * Math.floor(at / SIDE);
    return contrast * (Math.sin((2 * Math.PI * along) / period + phase) + 0.2 * noise);
  });
}

function textureBatch(size: number, rng: Rng): { batch: Batch; kinds: number[] } {
  const kinds = Array.from({ length: size }, () => rng.int(PERIODS.length));
  const images = new Float32Array(size * SIDE * SIDE);
  for (const [patch, kind] of kinds.entries())
    images.set(texturePatch(PERIODS[kind]!, rng), patch * SIDE * SIDE);
  const labels = new Uint8Array(size * SIDE * SIDE);
  return { batch: { images, labels, size, height: SIDE, width: SIDE, bandCount: 1 }, kinds };
}

function textures(seed: number): BatchSource {
  const rng = createRng(seed).fork("textures");
  return { next: () => textureBatch(24, rng).batch, save: () => ({}), restore: () => {} } as never;
}

/** Means of the deepest feature over every patch, normalised by the statistics of these patches. */
function featuresOf({ encoder }: SegmentationModel, { images, size }: Batch): number[][] {
  return tf.tidy(() => {
    const input = tf.tensor4d(images, [size, SIDE, SIDE, 1]);
    const outputs = encoder.network.apply(input, { training: true }) as tf.Tensor4D[];
    return (tf.mean(outputs.at(-1)!, [1, 2]) as tf.Tensor2D).arraySync();
  });
}

/** Share of new patches whose texture is that of the nearest mean of known ones, features scaled to one spread. */
function nearestCentroid(model: SegmentationModel, seed: number): number {
  const rng = createRng(seed).fork("judged");
  const [known, asked] = [textureBatch(60, rng), textureBatch(150, rng)];
  const [from, to] = [featuresOf(model, known.batch), featuresOf(model, asked.batch)];
  const column = (k: number) => from.map((row) => row[k]!);
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const spreads = from[0]!.map((_, k) => {
    const middle = mean(column(k));
    return Math.sqrt(mean(column(k).map((v) => (v - middle) ** 2))) + 1e-6;
  });
  const centroids = PERIODS.map((_, kind) =>
    spreads.map((_, k) => mean(column(k).filter((_, row) => known.kinds[row] === kind))),
  );
  const distance = (row: readonly number[], centroid: readonly number[]) =>
    row.reduce((sum, v, k) => sum + ((v - centroid[k]!) / spreads[k]!) ** 2, 0);
  const right = to.filter((row, at) => {
    const distances = centroids.map((centroid) => distance(row, centroid));
    return distances.indexOf(Math.min(...distances)) === asked.kinds[at];
  });
  return right.length / to.length;
}

function textureModel(method: SelfSupervisedMethod, seed: number): SegmentationModel {
  const model = segmentationModel({
    encoder: tiny({ channels: [8, 12, 16, 24, 32], inChannels: 1 }),
    decoder: linear(),
    scheme: method.outputs(1),
  });
  initialise(model, { seed });
  return model;
}

/**
 * Mean standard deviation of unit predictions over patches; all the same: 0, all directions alike: 1 / √dimensions = 0.177.
 * With a gradient through the other view it falls to 0.06 to 0.08 here.
 */
function spreadOf({ network }: SegmentationModel, running: RunningMethod, batch: Batch): number {
  return tf.tidy(() => {
    const images = tf.tensor4d(batch.images, [batch.size, SIDE, SIDE, 1]);
    const logits = network.apply(images, { training: true }) as tf.Tensor4D;
    const [, predicted] = tf.split(running.companion!.forward({ images, logits }), 2, 3);
    const rows = tf.reshape(predicted!, [batch.size, DIMENSIONS]);
    const unit = tf.div(rows, tf.norm(rows, 2, 1, true));
    return tf.mean(tf.sqrt(tf.moments(unit, 0).variance)).dataSync()[0]!;
  });
}

test("SimSiam: an encoder tells textures apart better than before, and its predictions do not collapse", async () => {
  await useEngine("onnxruntime", { threads: 1 });
  const gains: number[] = [];
  for (const seed of SEEDS) {
    const plain = simSiam({ dimensions: DIMENSIONS, bottleneck: 8, crop: 0.8, offset: 0.1, seed });
    let running: RunningMethod | undefined;
    const method: SelfSupervisedMethod = {
      ...plain,
      start: (model) => {
        running = plain.start(model);
        return running;
      },
    };
    const model = textureModel(method, seed);
    const before = nearestCentroid(model, seed);
    let spread = Number.NaN;
    const reports = fit(model, textures(seed), {
      loss: unused,
      method,
      steps: STEPS,
      learningRate: 1e-2,
      syncEvery: 0,
      checkpointEvery: STEPS,
      onCheckpoint: async () => {
        spread = spreadOf(model, running!, textureBatch(64, createRng(seed).fork("spread")).batch);
      },
    });
    for await (const _ of reports);
    const after = nearestCentroid(model, seed);
    model.dispose();
    gains.push(after - before);
    console.log(
      `sim-siam, seed ${seed}: ${before.toFixed(2)} of new patches told before, ${after.toFixed(2)} after; spread ${spread.toFixed(2)}`,
    );
    expect(spread, `seed ${seed}`).toBeGreaterThan(0.5 / Math.sqrt(DIMENSIONS));
  }
  for (const gain of gains) expect(gain).toBeGreaterThan(0);
  expect(gains.reduce((sum, gain) => sum + gain, 0) / gains.length).toBeGreaterThan(0.1);
});
