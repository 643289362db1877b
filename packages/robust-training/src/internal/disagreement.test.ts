import * as tf from "@tensorflow/tfjs-core";
import { useEngine } from "@undercoat/engines";
import { beforeAll, expect, test } from "vitest";
import { meanDisagreement } from "./disagreement.ts";

beforeAll(async () => {
  await useEngine("cpu");
});

const first = () => tf.tensor4d([1, -0.5, 0.2, 0.3, 2, -1], [1, 1, 2, 3]);
const second = () => tf.tensor4d([-0.2, 0.4, 0.1, 1, 0, 0.5], [1, 1, 2, 3]);
const weights = () => tf.tensor3d([1, 3], [1, 1, 2]);

/** The same from its definition, differentiated by TensorFlow.js. */
function plain(x: tf.Tensor, y: tf.Tensor): tf.Scalar {
  const [p, q] = [tf.softmax(x), tf.softmax(y)];
  const ratio = tf.log(tf.div(p, q));
  const apart = tf.add(tf.sum(tf.mul(p, ratio), 3), tf.sum(tf.mul(q, tf.neg(ratio)), 3));
  return tf.div(tf.sum(tf.mul(apart, weights())), 4) as tf.Scalar;
}

test("value and both gradients are those of the definition", () => {
  const own = tf.valueAndGrads((x, y) => meanDisagreement(x as tf.Tensor4D, y as tf.Tensor4D, weights()));
  const expected = tf.valueAndGrads((x, y) => plain(x!, y!));
  const [a, b] = [own([first(), second()]), expected([first(), second()])];
  expect(a.value.dataSync()[0]).toBeCloseTo(b.value.dataSync()[0]!, 5);
  for (const side of [0, 1])
    a.grads[side]!.dataSync().forEach((slope, i) => {
      expect(slope).toBeCloseTo(b.grads[side]!.dataSync()[i]!, 5);
    });
});
