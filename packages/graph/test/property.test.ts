import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { compileTrainStep } from "../src/compile-train-step.ts";
import { difference, floats } from "./support/numbers.ts";
import { networkOf, type Recipe, recipes } from "./support/random-network.ts";
import { useCpu } from "./support/use-cpu.ts";

beforeAll(useCpu);

/** Up to six layers of float32 sums in another order. */
const LOSS = 1e-4;
/** Relative to the largest number of a tensor; small variances enlarge rounding. */
const GRADIENT = 2e-3;
const STEPS = 2;
const RATE = 0.05;
const SEED = 20_261_123;

/** What two steps of gradient descent leave, on the cpu backend or compiled. */
interface Course {
  readonly losses: number[];
  readonly gradients: Float32Array[][];
  readonly weights: Float32Array[];
}

function parts(recipe: Recipe) {
  const network = networkOf(recipe);
  const variables = network.weights.map((weight) => weight.read() as tf.Variable);
  const trained = network.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const loss = (x: tf.Tensor) =>
    tf.mean(tf.square(tf.sub(network.apply(x, { training: true }) as tf.Tensor, 0.3))) as tf.Scalar;
  const batches = Array.from({ length: STEPS }, (_, step) => floats(recipe.shape, recipe.seed + 50 + step));
  const dispose = () => network.dispose();
  return { variables, trained, loss, batches, dispose };
}

function untraced(recipe: Recipe): Course {
  const { variables, trained, loss, batches, dispose } = parts(recipe);
  const course: Course = { losses: [], gradients: [], weights: [] };
  for (const batch of batches) {
    tf.tidy(() => {
      const x = tf.tensor(batch, [...recipe.shape]);
      const { value, grads } = tf.variableGrads(() => loss(x), trained);
      course.losses.push(value.dataSync()[0]!);
      course.gradients.push(trained.map(({ name }) => grads[name]!.dataSync<"float32">().slice()));
      for (const variable of trained) variable.assign(tf.sub(variable, tf.mul(grads[variable.name]!, RATE)));
    });
  }
  course.weights.push(...variables.map((variable) => variable.dataSync<"float32">().slice()));
  dispose();
  return course;
}

function traced(recipe: Recipe): Course {
  const { variables, trained, loss, batches, dispose } = parts(recipe);
  const step = compileTrainStep({
    step: ({ x }) => ({ loss: loss(x!) }),
    inputs: { x: { shape: recipe.shape, dtype: "float32" } },
    trained,
    others: variables.filter((variable) => !trained.includes(variable)),
  });
  const course: Course = { losses: [], gradients: [], weights: [] };
  for (const x of batches) {
    course.losses.push(step.run({ x })["loss"]![0]!);
    course.gradients.push(step.parameters.map(({ gradient, toVariableOrder }) => toVariableOrder(gradient!)));
    for (const { weights, gradient } of step.parameters)
      for (let index = 0; index < weights.length; index++) weights[index]! -= RATE * gradient![index]!;
  }
  step.writeBack();
  step.dispose();
  course.weights.push(...variables.map((variable) => variable.dataSync<"float32">().slice()));
  dispose();
  return course;
}

test("random networks: loss, gradients, weights and running statistics of two steps", () => {
  const tensors = tf.memory().numTensors;
  fc.assert(
    fc.property(recipes, (recipe) => {
      const [expected, found] = [untraced(recipe), traced(recipe)];
      expect(difference(found.losses, expected.losses), "loss").toBeLessThan(LOSS);
      for (const [step, gradients] of expected.gradients.entries())
        for (const [index, gradient] of gradients.entries())
          expect(difference(found.gradients[step]![index]!, gradient), "gradient").toBeLessThan(GRADIENT);
      for (const [index, weights] of expected.weights.entries())
        expect(difference(found.weights[index]!, weights), "weights").toBeLessThan(GRADIENT);
    }),
    { numRuns: 80, seed: SEED },
  );
  expect(tf.memory().numTensors).toBe(tensors);
});
