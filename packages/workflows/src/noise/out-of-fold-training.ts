import { computeNormalisation, normalisedImage, randomPatches, sceneOf } from "@undercoat/datasets";
import { crossEntropy } from "@undercoat/losses";
import type { TrainAndPredict } from "@undercoat/noise-estimation";
import { createRng } from "@undercoat/random";
import { type Window, wholeWindow } from "@undercoat/raster";
import {
  initialise,
  predictProbabilities,
  type SegmentationModel,
  segmentationModel,
} from "@undercoat/segmentation";
import { fit } from "@undercoat/training";
import { DECODERS } from "../run/build-model.ts";
import { ENCODERS } from "../run/encoder-factories.ts";

/** How the models behind an estimate are trained: small ones, because they only have to contradict. */
export interface OutOfFoldTraining {
  readonly seed: number;
  readonly decoder: keyof typeof DECODERS;
  readonly steps: number;
  readonly batchSize: number;
  readonly patchSize: number;
  readonly learningRate: number;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: (step: number, fold: number) => void;
}

/** Width factor of the encoder, as in the quick demo. */
const WIDTH = 0.25;
/** Pixels around a block that the network sees as well. */
const CONTEXT = 32;

/** Trains a small network from random weights on each fold, and predicts its blocks. */
export function smallNetworks(training: OutOfFoldTraining): TrainAndPredict {
  return async function* ({ fold, train, heldOut }) {
    const normalisation = computeNormalisation(train);
    const { bands } = train.scenes[0]!.image;
    const model = segmentationModel({
      encoder: ENCODERS.resnet18({ inChannels: bands.length, width: WIDTH }),
      decoder: DECODERS[training.decoder]({ width: WIDTH }),
      scheme: train.scheme,
      bands,
      normalisation,
    });
    try {
      initialise(model, { seed: training.seed });
      const rng = createRng(training.seed).fork(`fold ${fold}`);
      const { patchSize: size, batchSize } = training;
      await trainModel(model, randomPatches(train, { size, batchSize, dihedral: true, normalisation, rng }), {
        ...training,
        fold,
      });
      for (const { sceneId, window } of heldOut) {
        const { image } = sceneOf(train, sceneId);
        const around = grown(window, wholeWindow(image));
        const probabilities = predictProbabilities(model, {
          data: normalisedImage(image, around, normalisation),
          width: around.width,
          height: around.height,
          bands: bands.length,
        });
        yield cut(probabilities, around, window, train.scheme.classes.length);
      }
    } finally {
      model.dispose();
    }
  };
}

async function trainModel(
  model: SegmentationModel,
  batches: ReturnType<typeof randomPatches>,
  { steps, learningRate, signal, onStep, fold }: OutOfFoldTraining & { fold: number },
): Promise<void> {
  const reports = fit(model, batches, {
    loss: crossEntropy(),
    steps,
    learningRate,
    schedule: "cosine",
    syncEvery: 0,
    ...(signal === undefined ? {} : { signal }),
  });
  for await (const { step } of reports) onStep?.(step, fold);
}

function grown({ x, y, width, height }: Window, whole: Window): Window {
  const left = Math.max(0, x - CONTEXT);
  const top = Math.max(0, y - CONTEXT);
  return {
    x: left,
    y: top,
    width: Math.min(whole.width, x + width + CONTEXT) - left,
    height: Math.min(whole.height, y + height + CONTEXT) - top,
  };
}

function cut(probabilities: Float32Array, around: Window, window: Window, classes: number): Float32Array {
  const inner = new Float32Array(window.width * window.height * classes);
  for (let row = 0; row < window.height; row++) {
    const start = ((window.y - around.y + row) * around.width + window.x - around.x) * classes;
    inner.set(probabilities.subarray(start, start + window.width * classes), row * window.width * classes);
  }
  return inner;
}
