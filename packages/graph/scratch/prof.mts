import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers";
import fs from "node:fs";
import { pseudoRandom, resnet18Unet } from "../../engines/bench/unet.ts";
import { useEngine } from "../../engines/src/index.ts";
import { lowerTrace } from "../src/lower/lower-trace.ts";
import { trace } from "../src/record/trace.ts";
import { BoundGraph } from "../src/run/bound-graph.ts";
import { onnxRuntime } from "../src/run/onnxruntime.ts";

await useEngine("wasm");
const [S, width, threads] = process.argv.slice(2).map(Number) as [number, number, number];
const net = resnet18Unet({ width, channels: 4, classes: 5 });
const N = 4;
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
const inputs = {
  x: { shape: [N, S, S, 4], dtype: "float32" as const },
  y: { shape: [N, S, S], dtype: "int32" as const },
};
const t = trace(
  ({ x, y }) => {
    let l: any;
    const { grads } = tf.variableGrads(() => {
      const v = lossOf(x!, y!);
      l = tf.keep(v.clone());
      return v;
    }, trained);
    return { loss: l, ...Object.fromEntries(trained.map((v, i) => ["gradient." + i, grads[v.name]!])) };
  },
  { inputs, variables: [...trained, ...others], constantVariables: false },
);
const lowered = lowerTrace(t, { likeVariable: new Map(trained.map((_, i) => ["gradient." + i, i])) });
fs.writeFileSync("/tmp/step.onnx", lowered.model);
const rt = onnxRuntime();
const session = new rt.Session();
session.loadModel(lowered.model.buffer, lowered.model.byteOffset, lowered.model.byteLength, {
  executionProviders: ["cpu"],
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  graphOptimizationLevel: process.env.OPT ?? "basic",
  enableMemPattern: false,
  enableProfiling: true,
  profileFilePrefix: "/tmp/prof",
  logSeverityLevel: 3,
  extra: { session: { intra_op: { allow_spinning: "0" } } },
});
const g = new BoundGraph({
  trace: t,
  lowered,
  session,
  inputs,
  allocate: (n) => new Float32Array(n),
  release: () => {},
});
for (let i = 0; i < 12; i++) g.run({ x: image, y: labels });
const cs: number[] = [];
for (let i = 0; i < 10; i++) {
  const c = process.cpuUsage();
  g.run({ x: image, y: labels });
  const d = process.cpuUsage(c);
  cs.push((d.user + d.system) / 1000);
}
console.log("cpu", cs.toSorted((a, b) => a - b)[5]);
const f = (session as any).endProfiling();
const file =
  typeof f === "string"
    ? f
    : fs
        .readdirSync("/tmp")
        .filter((n) => n.startsWith("prof"))
        .map((n) => "/tmp/" + n)
        .sort()
        .at(-1)!;
const j = JSON.parse(fs.readFileSync(file, "utf8"));
const runs = j.filter((e: any) => e.name === "model_run").length || 1;
const by: any = {},
  nodes: any = {};
for (const e of j)
  if (e.cat === "Node" && e.name.endsWith("_kernel_time")) {
    const o = e.args.op_name;
    const s = e.args.output_type_shape
      ?.map((t: any) => Object.values(t).map((x: any) => x.join("x")))
      .join(" ");
    const is = e.args.input_type_shape?.map((t: any) => (Object.values(t)[0] as any).join("x")).join(" ");
    (by[o] ??= [0, 0])[0] += e.dur;
    by[o][1]++;
    const k = `${o} ${is} -> ${s}`;
    (nodes[k] ??= [0, 0])[0] += e.dur;
    nodes[k][1]++;
  }
const tot = Object.values(by).reduce((a: any, b: any) => a + b[0], 0) as number;
console.log("runs", runs, (tot / runs / 1000).toFixed(1), "ms per run");
for (const [k, v] of Object.entries(by)
  .sort((a: any, b: any) => b[1][0] - a[1][0])
  .slice(0, 16) as any)
  console.log("  ", k.padEnd(20), (v[0] / runs / 1000).toFixed(2), "x", Math.round(v[1] / runs));
for (const [k, v] of Object.entries(nodes)
  .sort((a: any, b: any) => b[1][0] - a[1][0])
  .slice(0, Number(process.argv[5] ?? 30)) as any)
  console.log("     ", (v[0] / runs / 1000).toFixed(2), "x", (v[1] / runs).toFixed(0), k);
fs.unlinkSync(file);
process.exit(0);
