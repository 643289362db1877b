// Whole models beside segmentation_models.pytorch: features, logits, loss, gradients, running statistics.
import * as tf from "@tensorflow/tfjs-core";
import { useEngine } from "@undercoat/engines";
import { type SegmentationModel, type WeightValues, weightsOf } from "@undercoat/segmentation";
import { describeShared, expectNoTensorLeak, goldenCases, goldenImage } from "@undercoat/test-utils";
import { describe, expect, test } from "vitest";
import { chosenCases, GOLDEN_ENGINES } from "./chosen-cases.ts";
import { compareFeatures, comparePass, compareStatistics } from "./compare-pass.ts";
import { type ModelCase, type WholeCase, wholeCase } from "./golden-case.ts";
import { emptyModel, type GoldenBatch, goldenBatch, goldenModel, goldenWeights } from "./golden-model.ts";
import { torchShape } from "./layouts.ts";
import { runPass } from "./run-pass.ts";

/** The cpu engine needs up to minutes for a whole model. */
const TIMEOUT = 600_000;

describeShared("models equal segmentation_models.pytorch's", ["golden", "models"], () => {
  const { folder, cases } = goldenCases<ModelCase>("models");
  const models = cases.filter((golden) => golden.kind === "model");
  const chosen = new Map(GOLDEN_ENGINES.map((engine) => [engine, chosenCases(models, engine)]));

  describe.each(models)("$id", (golden) => {
    const whole = wholeCase(folder, golden);
    let weights: ReadonlyMap<string, WeightValues> | null = null;

    test("has the same tensors, in the same order", async () => {
      await useEngine("wasm");
      compareTensors(whole);
    });
    const engines = GOLDEN_ENGINES.filter((engine) => chosen.get(engine)?.has(golden.id));
    if (engines.length === 0) return;
    test.each(engines)(
      "gives the same numbers on %s",
      async (engine) => {
        await useEngine(engine);
        await expectNoTensorLeak(() => {
          weights ??= goldenWeights(whole);
          const model = goldenModel(golden, weights);
          const batch = goldenBatch(whole);
          compareModel(whole, model, batch);
          batch.images.dispose();
          model.dispose();
        });
      },
      TIMEOUT,
    );
  });
});

function compareTensors({ golden, file, tensors }: WholeCase): void {
  const model = emptyModel(golden);
  const parameters = model.parameters();
  const ours = parameters.map(({ name, shape, trainable }, index) => {
    return { name, shape: torchShape(shape, tensors[index]?.shape), trainable };
  });
  expect(ours).toEqual(tensors.map(({ name, shape, trainable }) => ({ name, shape, trainable })));
  const { batch, inChannels, height, width } = golden;
  const image = goldenImage(file.salt, [batch, inChannels, height, width]);
  expect([...image.slice(0, file.image.first.length)]).toEqual(file.image.first.map(Math.fround));
  model.dispose();
}

function compareModel(whole: WholeCase, model: SegmentationModel, batch: GoldenBatch): void {
  const features = tf.tidy(() => {
    const outputs = model.encoder.network.apply(batch.images) as tf.Tensor[];
    return outputs.map((output) => Float32Array.from(output.dataSync()));
  });
  compareFeatures(features, whole.file.eval);
  comparePass(runPass(model, batch, false), whole, "eval");
  comparePass(runPass(model, batch, true), whole, "train");
  compareStatistics(weightsOf(model), whole.file.train);
}
