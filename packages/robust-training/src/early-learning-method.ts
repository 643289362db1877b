import * as tf from "@tensorflow/tfjs-core";
import type { Batch, PatchDraw } from "@undercoat/datasets";
import { earlyLearning } from "@undercoat/losses";
import type { RunningMethod, TrainingMethod } from "@undercoat/training";
import { EarlyLearningMethodOptions } from "./early-learning-method-options.ts";
import { RobustTrainingError } from "./errors.ts";
import { GroundMemory } from "./internal/ground-memory.ts";
import { stateMismatch } from "./internal/no-state.ts";
import { softmaxOf } from "./internal/softmax-of.ts";
import { termsOf } from "./internal/weighted-terms.ts";

/**
 * Early-learning regularisation (ELR): adds strength · mean ln(1 - Σ t p) to the loss, where the target t of a pixel is
 * a running mean of what the model said of it, t ← momentum · t + (1 - momentum) · p.
 *
 * Targets belong to pixels of the ground, not to patches, so patches may be drawn anywhere, flipped and turned; the
 * source of the batches must tell where they lie (`randomPatches` and `shuffledPatches` do). They take 4 bytes a pixel and
 * class, in memory and in every checkpoint.
 *
 * @throws {RobustTrainingError} `DRAWS_MISSING` at the first step with batches that do not tell where they lie.
 * @see {@link https://arxiv.org/abs/2007.00151 | Liu et al., NeurIPS 2020}
 *
 * @example
 * ```ts
 * const method = earlyLearningMethod({ strength: 3, momentum: 0.7 });
 * const reports = fit(model, batches, { loss: crossEntropyDice(), method, steps: 600, learningRate: 3e-3 });
 * ```
 */
export function earlyLearningMethod(options: EarlyLearningMethodOptions = {}): TrainingMethod {
  const parsed = EarlyLearningMethodOptions.parse(options);
  return {
    kind: "training-method",
    name: "early-learning",
    options: parsed,
    start: ({ scheme }) => running(parsed, scheme.classes.length),
  };
}

function running(
  { strength, momentum }: { readonly strength: number; readonly momentum: number },
  classCount: number,
): RunningMethod {
  const memory = new GroundMemory(classCount);
  const regularisation = earlyLearning({ strength, labelWeight: 0 });
  return {
    readsLogits: true,
    readsModel: false,
    prepare: (batch) => {
      const { size, height, width } = batch;
      const data = new Float32Array(size * height * width * classCount);
      eachPixel(memory, batch, (pixel, tile, offset) => {
        data.set(tile.subarray(offset, offset + classCount), pixel * classCount);
      });
      return { batch, inputs: { remembered: { shape: [size, height, width, classCount], data } } };
    },
    terms: (loss, { logits, labels, inputs }) => ({
      ...termsOf(loss, { logits, labels }),
      "early-learning": tf.tidy(() => {
        const own = tf.mul(tf.softmax(logits), 1 - momentum);
        const targets = tf.add(tf.mul(inputs["remembered"]!, momentum), own) as tf.Tensor4D;
        return regularisation.evaluate(logits, labels, { targets });
      }),
    }),
    observe: (batch, logits) => {
      const own = softmaxOf(logits, classCount);
      eachPixel(memory, batch, (pixel, tile, offset) => {
        for (let k = 0; k < classCount; k++)
          tile[offset + k] = momentum * tile[offset + k]! + (1 - momentum) * own[pixel * classCount + k]!;
      });
    },
    save: () => ({
      json: null,
      tensors: new Map([...memory.tiles].map(([name, tile]) => [name, tile.slice()])),
    }),
    restore: ({ tensors }) => {
      memory.tiles.clear();
      for (const [name, tile] of tensors) {
        if (!(tile instanceof Float32Array)) throw stateMismatch("early-learning", "tiles of float32");
        memory.tiles.set(name, tile.slice());
      }
    },
  };
}

/** Every pixel of a batch and its place in the memory. */
function eachPixel(
  memory: GroundMemory,
  batch: Batch,
  visit: (pixel: number, tile: Float32Array, offset: number) => void,
): void {
  const pixels = batch.height * batch.width;
  drawsOf(batch).forEach((draw, index) => {
    memory.visit(draw, batch.width, (pixel, tile, offset) => visit(index * pixels + pixel, tile, offset));
  });
}

function drawsOf({ draws, size, width, height }: Batch): readonly PatchDraw[] {
  if (draws?.length === size && width === height) return draws;
  throw new RobustTrainingError("DRAWS_MISSING", {
    message:
      "the batch does not tell where its square patches lie, but early learning remembers pixels of the ground; use randomPatches or shuffledPatches",
    context: { size, draws: draws?.length ?? 0 },
  });
}
