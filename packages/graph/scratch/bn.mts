import { onnxRuntime } from "../src/run/onnxruntime.ts";
import { OnnxModel } from "../src/write/onnx-model.ts";

const rt = onnxRuntime();
const T = (a: any, s: number[]) => new rt.Tensor("float32", a, s);
const N = 2,
  C = 2,
  H = 3;
const x = new Float32Array(N * C * H * H).map((_, i) => Math.sin(i * 3.7) * 2 + (Math.floor(i / 9) % 2));
for (const mom of [0, 1e-30, 0.5, 0.9]) {
  const m = new OnnxModel();
  m.input("x", [N, C, H, H], "float32");
  for (const k of ["w", "b", "m", "v"]) m.input(k, [C], "float32");
  m.node(
    "BatchNormalization",
    ["x", "w", "b", "m", "v"],
    { epsilon: { float: 1e-5 }, momentum: { float: mom }, training_mode: 1 },
    { names: ["y", "m2", "v2"] },
  );
  m.output("y", [N, C, H, H], "float32");
  m.output("m2", [C], "float32");
  m.output("v2", [C], "float32");
  const b = m.bytes();
  const s = new rt.Session();
  s.loadModel(b.buffer, b.byteOffset, b.byteLength, { executionProviders: ["cpu"], logSeverityLevel: 3 });
  const y = new Float32Array(N * C * H * H),
    m2 = new Float32Array(C),
    v2 = new Float32Array(C);
  s.run(
    {
      x: T(x, [N, C, H, H]),
      w: T(Float32Array.of(1, 1), [C]),
      b: T(Float32Array.of(0, 0), [C]),
      m: T(Float32Array.of(0, 0), [C]),
      v: T(Float32Array.of(1, 1), [C]),
    },
    { y: T(y, [N, C, H, H]), m2: T(m2, [C]), v2: T(v2, [C]) },
    {},
  );
  console.log(mom, [...m2], [...v2]);
}
for (let c = 0; c < C; c++) {
  let a = 0,
    q = 0;
  for (let n = 0; n < N; n++) for (let k = 0; k < 9; k++) a += x[(n * C + c) * 9 + k]!;
  a /= 18;
  for (let n = 0; n < N; n++) for (let k = 0; k < 9; k++) q += (x[(n * C + c) * 9 + k]! - a) ** 2;
  console.log(a, q / 18, q / 17);
}
process.exit(0);
