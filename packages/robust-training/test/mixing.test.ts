import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import { crossEntropy } from "@undercoat/losses";
import { createRng } from "@undercoat/random";
import type { PreparedBatch, TrainingMethod } from "@undercoat/training";
import { beforeAll, expect, test } from "vitest";
import { cutMix, mixup } from "../src/index.ts";
import { betaDraw } from "../src/internal/beta-draw.ts";
import { flatModel } from "./support/flat-model.ts";
import { plantedScheme } from "./support/planted-noise.ts";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const MOMENT = { step: 0, steps: 1 };
const SIDE = 8;
const PIXELS = SIDE * SIDE;

/** Patch k holds k + 1 in every sample and k as its label; the first pixel of patch 1 is ignored. */
const batch: Batch = {
  images: Float32Array.from({ length: 3 * PIXELS }, (_, i) => 1 + Math.floor(i / PIXELS)),
  labels: Uint8Array.from({ length: 3 * PIXELS }, (_, i) => (i === PIXELS ? 255 : Math.floor(i / PIXELS))),
  size: 3,
  height: SIDE,
  width: SIDE,
  bandCount: 1,
  draws: [],
};

function started(method: TrainingMethod) {
  return method.start(flatModel({ seed: 0, width: 2, bands: 1, scheme: plantedScheme }));
}

function prepared(method: TrainingMethod): PreparedBatch {
  return started(method).prepare!(batch, MOMENT);
}

/** The partners that the labels of a mixed batch tell, away from the ignored pixel. */
const partnersOf = (labels: ArrayLike<number>) => [0, 1, 2].map((patch) => labels[(patch + 1) * PIXELS - 1]!);

test("mixup blends images by one share, and keeps both labels; a pixel ignored in one is ignored", () => {
  const { batch: mixed, inputs } = prepared(mixup({ alpha: 1, seed: 2 }));
  const share = inputs!["share"]!.data[0]!;
  const others = inputs!["others"]!.data;
  const partners = partnersOf(others);
  expect(share).toBeGreaterThan(0);
  expect(share).toBeLessThan(1);
  expect(partners.toSorted()).toEqual([0, 1, 2]);
  expect(partners).not.toEqual([0, 1, 2]);
  expect(mixed.draws).toBeUndefined();
  for (const [patch, partner] of partners.entries()) {
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      const at = patch * PIXELS + pixel;
      expect(mixed.images[at]).toBeCloseTo(share * (patch + 1) + (1 - share) * (partner + 1), 5);
      const isIgnored = pixel === 0 && (patch === 1 || partner === 1);
      expect(mixed.labels[at]).toBe(isIgnored ? 255 : patch);
      expect(others[at]).toBe(isIgnored ? 255 : partner);
    }
  }
});

test("mixup learns from the same blend of both losses", () => {
  const running = started(mixup({ alpha: 1, seed: 2 }));
  const loss = crossEntropy();
  const logits = tf.tensor4d([2, 0, 0, 0, 1, 0], [1, 1, 2, 3]);
  const labels = tf.tensor3d([0, 255], [1, 1, 2], "int32");
  const given = { share: tf.scalar(0.25), others: tf.tensor3d([1, 255], [1, 1, 2]) };
  const terms = running.terms!(loss, { logits, labels, inputs: given });
  const total = Math.log(Math.exp(2) + 2);
  expect(terms["cross-entropy"]!.dataSync()[0]).toBeCloseTo(0.25 * (total - 2) + 0.75 * total, 5);
});

test("CutMix fills one box with another patch, labels and ignored pixels too, and changes nothing else", () => {
  const sizes = new Set<number>();
  const running = started(cutMix({ seed: 1 }));
  for (let draw = 0; draw < 20; draw++) {
    const { batch: mixed, inputs } = running.prepare!(batch, MOMENT);
    expect(inputs).toBeUndefined();
    const foreign = Array.from(mixed.images, (value, at) => value !== batch.images[at]);
    const own = [0, 1, 2].map((patch) => foreign.slice(patch * PIXELS, (patch + 1) * PIXELS));
    const moved = own.filter((pixels) => pixels.includes(true));
    for (const pixels of moved) {
      expect(pixels).toEqual(moved[0]); // one box for all
      const places = pixels.flatMap((is, pixel) => (is ? [[pixel % SIDE, Math.floor(pixel / SIDE)]] : []));
      const [columns, rows] = [new Set(places.map(([x]) => x)), new Set(places.map(([, y]) => y))];
      expect(places).toHaveLength(columns.size * rows.size);
      sizes.add(places.length);
    }
    mixed.labels.forEach((label, at) => {
      const from = mixed.images[at]! - 1; // the patch that a pixel came from
      expect(label).toBe(batch.labels[from * PIXELS + (at % PIXELS)]);
    });
  }
  expect(sizes.size).toBeGreaterThan(5);
});

test("CutMix of one share: the side of the box is the root of the rest", () => {
  // a sharp Beta: shares lie around one half, so that whole boxes have sides of 8 · √½ = 5.7 pixels
  const running = started(cutMix({ alpha: 4, seed: 0 }));
  const areas = Array.from({ length: 60 }, () => {
    const { images } = running.prepare!(batch, MOMENT).batch;
    return Math.max(
      ...[0, 1, 2].map((patch) =>
        Array.from({ length: PIXELS }, (_, i) => patch * PIXELS + i).reduce(
          (sum, at) => sum + (images[at] === batch.images[at] ? 0 : 1),
          0,
        ),
      ),
    );
  });
  expect(Math.max(...areas)).toBeLessThanOrEqual(49);
  expect(Math.max(...areas)).toBeGreaterThanOrEqual(25);
});

test.each([0.2, 1, 4])("shares from Beta(%d, same) have its mean and variance", (alpha) => {
  const rng = createRng(5);
  const draws = Array.from({ length: 4000 }, () => betaDraw(alpha, rng));
  const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
  const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
  expect(mean).toBeCloseTo(0.5, 1);
  expect(Math.abs(variance - 1 / (4 * (2 * alpha + 1)))).toBeLessThan(0.008);
});
