import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-backend-cpu";
import { compileTrainStep } from "/work/main/packages/graph/src/index.ts";

await tf.setBackend("cpu");
const rnd = (n: number) => Float32Array.from({ length: n }, (_, i) => Math.sin(i * 12.9898) * 0.9);
const w = tf.variable(tf.tensor(rnd(3 * 3 * 4 * 6), [3, 3, 4, 6]));
const xs = rnd(2 * 8 * 10 * 4);
const f = (x: tf.Tensor) => tf.mean(tf.square(tf.relu(tf.conv2d(x as any, w as any, 1, 1))));
const step = compileTrainStep({
  step: ({ x }) => ({ loss: f(x!) }),
  inputs: { x: { shape: [2, 8, 10, 4], dtype: "float32" } },
  trained: [w],
});
const { loss } = step.run({ x: xs });
const ref = tf.variableGrads(() => f(tf.tensor(xs, [2, 8, 10, 4])) as any, [w]);
const g = step.parameters[0]!.toVariableOrder(step.parameters[0]!.gradient!);
const r = ref.grads[w.name]!.dataSync();
console.log(
  loss![0],
  ref.value.dataSync()[0],
  Math.max(...g.map((v, i) => Math.abs(v - r[i]!))),
  tf.memory().numTensors,
);
