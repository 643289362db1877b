import * as tf from "@tensorflow/tfjs-core";
import type { Batch, BatchSource } from "@undercoat/datasets";
import { unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { crossEntropy } from "@undercoat/losses";
import { createRng } from "@undercoat/random";
import { initialise, type SegmentationModel, segmentationModel } from "@undercoat/segmentation";
import { currentEngine } from "@undercoat/tensor";
import { fit } from "@undercoat/training";
import type { StandardStepName } from "./engine-report.ts";

const BATCH = 4;
const BANDS = 4;
const CLASSES = 5;
/** More than any benchmark takes. */
const STEPS = 1_000_000;

/** A standard step, warmed up by its first run. */
export interface StandardStep {
  run(): Promise<void>;
  dispose(): void;
}

/** What a name says: `train-128-w0.25` is a training step at 128² pixels of the model of width 0.25. */
export function partsOf(name: StandardStepName): { kind: "train" | "predict"; size: number; width: number } {
  const [kind, size, width] = name.split("-") as ["train" | "predict", string, string];
  return { kind, size: Number(size), width: Number(width.slice(1)) };
}

/** Prepares a step on the engine in use: a ResNet-18 U-Net, 4 bands, 5 classes, batch 4, AdamW, cross-entropy. */
export function standardStep(name: StandardStepName): StandardStep {
  const { kind, size, width } = partsOf(name);
  const model = standardModel(width);
  return kind === "train" ? trainingStep(model, size) : predictionStep(model, size);
}

/** The model of the standard steps, with the initial weights of seed 0. */
export function standardModel(width: number): SegmentationModel {
  const classes = Array.from({ length: CLASSES }, (_, value) => ({ value, name: `class ${value}` }));
  const model = segmentationModel({
    encoder: resnet({ depth: 18, inChannels: BANDS, width }),
    decoder: unet({ width }),
    scheme: { name: "five", classes },
  });
  initialise(model, { seed: 0 });
  return model;
}

/** The same made-up batch over and over. */
export function standardBatches(size: number): BatchSource {
  const batch = standardBatch(size);
  return {
    next: () => batch,
    save: () => ({
      kind: "random-patches",
      rng: { seed: 1, path: "standard", position: 0 },
      permuteLabels: null,
      queue: [],
    }),
    restore: () => undefined,
  };
}

function standardBatch(size: number): Batch {
  const rng = createRng(1).fork("standard");
  const pixels = BATCH * size * size;
  const images = Float32Array.from({ length: pixels * BANDS }, () => 2 * rng.next() - 1);
  const labels = Uint8Array.from({ length: pixels }, () => rng.int(CLASSES));
  return { images, labels, size: BATCH, height: size, width: size, bandCount: BANDS };
}

function trainingStep(model: SegmentationModel, size: number): StandardStep {
  const reports = fit(model, standardBatches(size), {
    loss: crossEntropy(),
    optimizer: "adamw",
    schedule: "constant",
    learningRate: 1e-4,
    steps: STEPS,
    syncEvery: 0,
  })[Symbol.asyncIterator]();
  return {
    run: async () => void (await reports.next()),
    dispose: () => {
      void reports.return?.().then(() => model.dispose());
    },
  };
}

function predictionStep(model: SegmentationModel, size: number): StandardStep {
  const { images } = standardBatch(size);
  const shape: [number, number, number, number] = [BATCH, size, size, BANDS];
  const graph = currentEngine()?.compiler?.compilePredict({
    predict: (inputs) => ({ logits: model.network.apply(inputs["images"] as tf.Tensor) as tf.Tensor }),
    inputs: { images: { shape, dtype: "float32" } },
    variables: model.parameters().map(({ variable }) => variable),
  });
  const uncompiled = async () => {
    const logits = tf.tidy(() => model.network.apply(tf.tensor4d(images, shape)) as tf.Tensor);
    await logits.data();
    logits.dispose();
  };
  return {
    run: graph ? async () => void graph.run({ images }) : uncompiled,
    dispose: () => {
      graph?.dispose();
      model.dispose();
    },
  };
}
