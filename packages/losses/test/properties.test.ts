import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { LOSS_LIST, type TestedLoss } from "./all-losses.ts";

/** Sums of 12 float32 numbers in another order. */
const FLOAT32_SUM = 2e-6;
const CLASSES = 3;

beforeAll(() => tf.setBackend("cpu"));

interface Pixel {
  readonly logits: readonly number[];
  readonly label: number;
  readonly weight: number;
}

const pixel = fc.record({
  logits: fc.tuple(...Array.from({ length: CLASSES }, () => fc.float({ min: -8, max: 8, noNaN: true }))),
  label: fc.constantFrom(0, 1, 2, 255),
  weight: fc.float({ min: 0, max: 2, noNaN: true }),
});
/** Two patches of 2 × 3 pixels. */
const batch = fc.array(pixel, { minLength: 12, maxLength: 12 });

function evaluated(
  loss: TestedLoss,
  pixels: readonly Pixel[],
  weighted = false,
): { value: number; slopes: Float32Array } {
  return tf.tidy(() => {
    const logits = tf.tensor4d(
      pixels.flatMap((each) => [...each.logits]),
      [2, pixels.length / 4, 2, CLASSES],
    );
    const perPixel = (values: number[]) =>
      [values, logits.shape.slice(0, 3) as [number, number, number]] as const;
    const labels = tf.tensor3d(...perPixel(pixels.map(({ label }) => label)), "int32");
    const weights = weighted ? { weights: tf.tensor3d(...perPixel(pixels.map(({ weight }) => weight))) } : {};
    const f = (x: tf.Tensor) => loss.evaluate(x as tf.Tensor4D, labels, weights);
    const { value, grad } = tf.valueAndGrad(f)(logits);
    return { value: value.dataSync()[0]!, slopes: Float32Array.from(grad.dataSync<"float32">()) };
  });
}

describe.each(LOSS_LIST)("%s", (name, _exported, loss) => {
  test("is finite, with its gradient, for any logits", () => {
    const extreme = fc.constantFrom(-1e4, -80, -1, 0, 1e-30, 1, 80, 1e4);
    const extremePixel = fc.record({ ...pixelParts(), logits: fc.tuple(extreme, extreme, extreme) });
    fc.assert(
      fc.property(
        fc.array(extremePixel, { minLength: 12, maxLength: 12 }),
        fc.boolean(),
        (pixels, weighted) => {
          const { value, slopes } = evaluated(loss, pixels, weighted);
          expect(Number.isFinite(value)).toBe(true);
          expect(slopes.every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  test("a pixel that is ignored gets no gradient, nor does one of weight 0", () => {
    fc.assert(
      fc.property(batch, (pixels) => {
        const { slopes } = evaluated(
          loss,
          pixels.map((each, index) => (index % 4 === 0 ? { ...each, weight: 0 } : each)),
          true,
        );
        slopes.forEach((slope, index) => {
          const place = Math.floor(index / CLASSES);
          if (pixels[place]!.label === 255 || place % 4 === 0) expect(Math.abs(slope)).toBe(0);
        });
      }),
      { numRuns: 20, seed: 2 },
    );
  });

  test("the order of the pixels of a patch does not matter, and the gradient moves with them", () => {
    fc.assert(
      fc.property(batch, (pixels) => {
        const turned = [...pixels.slice(0, 6).reverse(), ...pixels.slice(6).reverse()];
        const [plain, moved] = [evaluated(loss, pixels, true), evaluated(loss, turned, true)];
        expect(Math.abs(moved.value - plain.value)).toBeLessThanOrEqual(
          FLOAT32_SUM * (1 + Math.abs(plain.value)),
        );
        const back = [5, 4, 3, 2, 1, 0, 11, 10, 9, 8, 7, 6].flatMap((place) =>
          Array.from(moved.slopes.slice(place * CLASSES, (place + 1) * CLASSES)),
        );
        const largest = Math.max(1, ...plain.slopes.map(Math.abs));
        plain.slopes.forEach((slope, index) => {
          expect(Math.abs(slope - back[index]!)).toBeLessThanOrEqual(FLOAT32_SUM * largest);
        });
      }),
      { numRuns: 20, seed: 3 },
    );
  });

  test("equal logits and labels of one class give a number, and slopes that sum to 0 over a softmax", () => {
    for (const label of [0, 2]) {
      const pixels = Array.from({ length: 12 }, () => ({ logits: [1, 1, 1], label, weight: 1 }));
      const { value, slopes } = evaluated(loss, pixels);
      expect(Number.isFinite(value)).toBe(true);
      for (let place = 0; place < 12; place += 1) {
        const sum = slopes
          .slice(place * CLASSES, (place + 1) * CLASSES)
          .reduce((total, slope) => total + slope, 0);
        expect(Number.isFinite(sum)).toBe(true);
        if (!name.includes("one-vs-all")) expect(Math.abs(sum)).toBeLessThan(FLOAT32_SUM);
      }
    }
  });
});

function pixelParts() {
  return {
    label: fc.constantFrom(0, 1, 2, 255),
    weight: fc.constantFrom(0, 1e-6, 1, 50),
  };
}
