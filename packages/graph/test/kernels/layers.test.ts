import * as tf from "@tensorflow/tfjs-core";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { afterEach, beforeAll, expect, test } from "vitest";
import { compileTrainStep } from "../../src/compile-train-step.ts";
import { metKernels, type Tensors } from "../support/kernel-case.ts";
import { difference, floats } from "../support/numbers.ts";
import { useCpu } from "../support/use-cpu.ts";
import { built, type LayerCase, layerCases } from "./cases/layers.ts";

beforeAll(useCpu);
afterEach(() => tf.disposeVariables());

/** Another order of the sums of batch statistics. */
const STATISTICS = 1e-4;

const keysOf = (record: Tensors) => Object.keys(record).toSorted();

/** A loss of a layer whose images are variables, so that every gradient is compared. */
function stepOf({ shapes, training }: LayerCase, layer: ReturnType<LayerCase["make"]>) {
  const images = shapes.map((shape, index) => tf.variable(tf.tensor(floats(shape, 3 + index), [...shape])));
  const step = () => {
    const given = images.length === 1 ? images[0]! : [...images];
    const y = layer.apply(given, { training: training ?? false }) as tf.Tensor;
    const factors = tf.tensor(floats(y.shape, 77), y.shape);
    return { loss: tf.sum(tf.mul(tf.tanh(y), factors)) as tf.Scalar, y };
  };
  const variables = layer.weights.map((weight) => weight.read() as tf.Variable);
  const trained = [images[0]!, ...layer.trainableWeights.map((weight) => weight.read() as tf.Variable)];
  return {
    step,
    trained,
    others: [...images.slice(1), ...variables.filter((each) => !trained.includes(each))],
  };
}

test.each(layerCases)(
  "$name: values, gradients and statistics are those of the cpu backend",
  async (layerCase) => {
    const layer = built(layerCase);
    const { step, trained, others } = stepOf(layerCase, layer);
    const before = others.map((variable) => variable.dataSync().slice());
    await expectNoTensorLeak(() => {
      const compiled = compileTrainStep({ step, inputs: {}, trained, others });
      expect(metKernels(), "kernels of the trace").toEqual(expect.arrayContaining([...layerCase.covers]));
      const outputs = compiled.run({});
      compiled.writeBack();
      const after = others.map((variable) => variable.dataSync().slice());
      others.forEach((variable, index) => {
        tf.tidy(() => variable.assign(tf.tensor(before[index]!, variable.shape)));
      });
      tf.tidy(() => {
        let y: tf.Tensor | undefined;
        const { value, grads } = tf.variableGrads(() => {
          const results = step();
          y = tf.keep(results.y.clone());
          return results.loss;
        }, trained);
        expect(difference(outputs["loss"]!, value.dataSync())).toBeLessThan(STATISTICS);
        expect(difference(outputs["y"]!, y!.dataSync())).toBeLessThan(STATISTICS);
        y!.dispose();
        expect(keysOf(grads)).toEqual(trained.map(({ name }) => name).toSorted());
        for (const { variable, gradient, toVariableOrder } of compiled.parameters) {
          const expected = grads[variable.name]!.dataSync();
          expect(difference(toVariableOrder(gradient!), expected), variable.name).toBeLessThan(STATISTICS);
        }
      });
      others.forEach((variable, index) => {
        expect(difference(after[index]!, variable.dataSync()), variable.name).toBeLessThan(STATISTICS);
      });
      compiled.dispose();
    });
    layer.dispose();
  },
);
