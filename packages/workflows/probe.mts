import * as tf from "@tensorflow/tfjs-core";
import { useEngine } from "@undercoat/engines";

await useEngine("wasm");
const f = tf.tensor1d([0, 1, 255, 1], "int32");
console.log(Array.from(tf.oneHot(f, 2, 1, 0, "float32").dataSync()));
console.log(Array.from(tf.oneHot(f, 2).dataSync()), tf.oneHot(f, 2).dtype);
console.log(Array.from(tf.notEqual(f, tf.scalar(255, "int32")).dataSync()));
console.log(Array.from(tf.cast(tf.notEqual(f, tf.scalar(255, "int32")), "float32").dataSync()));
console.log(Array.from(tf.equal(tf.tensor2d([[0, 1]], [1, 2], "int32"), tf.reshape(f, [4, 1])).dataSync()));
console.log(
  tf.equal(tf.scalar(3), tf.scalar(3)).dataSync(),
  tf.div(tf.scalar(0), tf.cast(tf.equal(tf.scalar(3), tf.scalar(3)), "float32")).dataSync(),
);
const z = tf.randomNormal([65536, 2]);
const lab = tf.tensor1d(
  Int32Array.from({ length: 65536 }, (_, i) => i % 2),
  "int32",
);
const time = (n, g) => {
  for (let i = 0; i < 5; i++) tf.tidy(g);
  const t = performance.now();
  for (let i = 0; i < 50; i++) tf.tidy(g);
  console.log(n, ((performance.now() - t) / 50).toFixed(3));
};
time("sum1", () => {
  tf.sum(z, 1, true);
});
time("sum0", () => {
  tf.sum(z, 0, true);
});
time("max1", () => {
  tf.max(z, 1, true);
});
time("exp", () => {
  tf.exp(z);
});
time("mul", () => {
  tf.mul(z, z);
});
const col = tf.randomNormal([65536, 1]);
time("mulcol", () => {
  tf.mul(z, col);
});
time("divcol", () => {
  tf.div(z, col);
});
time("subcol", () => {
  tf.sub(z, col);
});
const row = tf.randomNormal([1, 2]);
time("mulrow", () => {
  tf.mul(z, row);
});
time("onehot", () => {
  tf.cast(tf.oneHot(lab, 2), "float32");
});
time("eq", () => {
  tf.equal(tf.tensor2d([[0, 1]], [1, 2], "int32"), tf.reshape(lab, [65536, 1]));
});
time("cast", () => {
  tf.cast(lab, "float32");
});
time("softmax", () => {
  tf.softmax(z);
});
time("matmulcols", () => {
  tf.matMul(col, z, true, false);
});
time("sumall", () => {
  tf.sum(z);
});
