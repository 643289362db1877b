import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers";
import { pseudoRandom, resnet18Unet } from "../../engines/bench/unet.ts";
import { useEngine } from "../../engines/src/index.ts";
import { compilePredict, compileTrainStep } from "../src/index.ts";

await useEngine("wasm");
const [size, width, threads] = process.argv.slice(2).map(Number);
const big = (a: any) => a.reduce((m: number, v: number) => Math.max(m, Math.abs(v)), 0);
const check = process.argv[5] === "check";
const sizes = { width: width!, channels: 4, classes: 5 };
const net = resnet18Unet(sizes);
const N = 4,
  S = size!;
const image = pseudoRandom(N * S * S * 4, 1);
const labels = Int32Array.from({ length: N * S * S }, (_, i) => (i * 7) % 5);
const lossOf = (x: tf.Tensor, y: tf.Tensor) =>
  tf.tidy(() => {
    const z = net.apply(x, { training: true }) as tf.Tensor;
    return tf.neg(
      tf.mean(tf.sum(tf.mul(tf.logSoftmax(z), tf.cast(tf.oneHot(y as any, 5), "float32")), -1)),
    ) as tf.Scalar;
  });
const trained = net.trainableWeights.map((w) => w.read() as tf.Variable);
const others = net.nonTrainableWeights.map((w) => w.read() as tf.Variable);
let ref: any, refState: any;
if (check) {
  const before = others.map((o) => o.dataSync().slice());
  ref = tf.variableGrads(
    () => lossOf(tf.tensor(image, [N, S, S, 4]), tf.tensor(labels, [N, S, S], "int32")),
    trained,
  );
  refState = others.map((o) => o.dataSync().slice());
  others.forEach((o, i) => o.assign(tf.tensor(before[i]!, o.shape)));
}
let t0 = performance.now();
const step = compileTrainStep(
  {
    step: ({ x, y }) => ({ loss: lossOf(x!, y!) }),
    inputs: { x: { shape: [N, S, S, 4], dtype: "float32" }, y: { shape: [N, S, S], dtype: "int32" } },
    trained,
    others,
  },
  { threads: threads! },
);
const t1 = performance.now();
const again = compileTrainStep(
  {
    step: ({ x, y }) => ({ loss: lossOf(x!, y!) }),
    inputs: { x: { shape: [N, S, S, 4], dtype: "float32" }, y: { shape: [N, S, S], dtype: "int32" } },
    trained,
    others,
  },
  { threads: threads! },
);
console.log("compile", (t1 - t0).toFixed(0), "again", (performance.now() - t1).toFixed(0));
again.dispose();
const r = step.run({ x: image, y: labels });
if (check) {
  console.log("loss", r.loss![0], ref.value.dataSync()[0]);
  let worst = 0,
    name = "";
  step.parameters.forEach((p) => {
    const g = p.toVariableOrder(p.gradient!);
    const q = ref.grads[p.variable.name].dataSync();
    const m = big(q);
    const e = big(g.map((v, i) => v - q[i])) / m;
    if (e > worst) {
      worst = e;
      name = p.variable.name;
    }
  });
  console.log("gradient error relative", worst, name);
  step.writeBack();
  console.log(
    "state",
    Math.max(...others.map((o, i) => Math.max(...o.dataSync().map((v, k) => Math.abs(v - refState[i][k]))))),
  );
}
const ts: number[] = [],
  cs: number[] = [];
for (let i = 0; i < 15; i++) {
  const c = process.cpuUsage();
  t0 = performance.now();
  step.run({ x: image, y: labels });
  ts.push(performance.now() - t0);
  const d = process.cpuUsage(c);
  cs.push((d.user + d.system) / 1000);
}
const med = (a: number[]) => a.toSorted((x, y) => x - y)[a.length >> 1]!;
console.log(
  `train ${S} w ${width} threads ${threads}: med ${med(ts).toFixed(1)} min ${Math.min(...ts).toFixed(1)} cpu ${med(cs).toFixed(1)} rss ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)}`,
);
t0 = performance.now();
const p = compilePredict(
  {
    predict: ({ x }) => ({ z: net.apply(x!) as tf.Tensor }),
    inputs: { x: { shape: [N, S, S, 4], dtype: "float32" } },
    variables: [...trained, ...others],
  },
  { threads: threads! },
);
console.log("compile predict", (performance.now() - t0).toFixed(0));
const z = p.run({ x: image }).z!;
if (check) {
  const q = (net.apply(tf.tensor(image, [N, S, S, 4])) as tf.Tensor).dataSync();
  console.log("logits", big((z as Float32Array).map((v, i) => v - q[i]!)), big(q));
}
const us: number[] = [];
for (let i = 0; i < 15; i++) {
  t0 = performance.now();
  p.run({ x: image });
  us.push(performance.now() - t0);
}
console.log(`predict: med ${med(us).toFixed(1)} min ${Math.min(...us).toFixed(1)}`);
