// microbench: BN forms

import { onnxRuntime } from "/work/main/packages/graph/src/run/onnxruntime.ts";
import { OnnxModel } from "/work/main/packages/graph/src/write/onnx-model.ts";

const rt = onnxRuntime();
const T = (a: any, s: number[]) => new rt.Tensor("float32", a, s);
const rnd = (n: number) => new Float32Array(n).map(() => Math.random() - 0.5);
function time(build: (m: OnnxModel) => void, feeds: any, fetches: any, threads: number, opt = "basic") {
  const m = new OnnxModel();
  build(m);
  const b = m.bytes();
  const s = new rt.Session();
  s.loadModel(b.buffer, b.byteOffset, b.byteLength, {
    executionProviders: ["cpu"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: opt,
    enableMemPattern: false,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  });
  for (let i = 0; i < 3; i++) s.run(feeds, fetches, {});
  let best = 1e9;
  for (let r = 0; r < 6; r++) {
    const t = performance.now();
    for (let i = 0; i < 5; i++) s.run(feeds, fetches, {});
    best = Math.min(best, (performance.now() - t) / 5);
  }
  s.dispose();
  return best;
}
for (const [N, C, H] of [
  [4, 4, 128],
  [4, 16, 64],
  [4, 16, 32],
  [4, 64, 8],
  [4, 64, 64],
  [4, 64, 32],
  [4, 256, 8],
] as const)
  for (const threads of [1, 2]) {
    const n = N * C * H * H,
      x = rnd(n),
      dy = rnd(n),
      y = new Float32Array(n);
    const shp = [N, C, H, H];
    const c = () => rnd(C);
    const f1 = time(
      (m) => {
        m.input("x", shp, "float32");
        m.input("w", [C], "float32");
        m.input("b", [C], "float32");
        const c4 = (v: string) => m.node("Reshape", [v, m.integers([1, C, 1, 1])], {})[0]!;
        const s = m.node("ReduceSum", ["x", m.integers([0, 2, 3])], {})[0]!;
        const mean = m.node("Mul", [s, m.float(1 / (N * H * H))], {})[0]!;
        const ce = m.node("Sub", ["x", mean], {})[0]!;
        const q = m.node(
          "ReduceSum",
          [
            m.node(
              "MatMul",
              [
                m.node("Reshape", [ce, m.integers([N, C, 1, H * H])], {})[0]!,
                m.node("Reshape", [ce, m.integers([N, C, H * H, 1])], {})[0]!,
              ],
              {},
            )[0]!,
            m.integers([0]),
          ],
          {},
        )[0]!;
        const v = m.node("Mul", [q, m.float(1 / (N * H * H))], {})[0]!;
        const sc = m.node(
          "Div",
          [c4("w"), m.node("Sqrt", [m.node("Add", [v, m.float(1e-5)], {})[0]!], {})[0]!],
          {},
        )[0]!;
        m.node("Add", [m.node("Mul", [ce, sc], {})[0]!, c4("b")], {}, { names: ["y"] });
        m.output("y", shp, "float32");
      },
      { x: T(x, shp), w: T(c(), [C]), b: T(c(), [C]) },
      { y: T(y, shp) },
      threads,
    );
    const f2 = time(
      (m) => {
        m.input("x", shp, "float32");
        m.input("w", [C], "float32");
        m.input("b", [C], "float32");
        m.input("mean", [C], "float32");
        m.input("var", [C], "float32");
        m.node(
          "BatchNormalization",
          ["x", "w", "b", "mean", "var"],
          { epsilon: { float: 1e-5 }, momentum: { float: 0 }, training_mode: 1 },
          { names: ["y", "m2", "v2"] },
        );
        m.output("y", shp, "float32");
        m.output("m2", [C], "float32");
        m.output("v2", [C], "float32");
      },
      { x: T(x, shp), w: T(c(), [C]), b: T(c(), [C]), mean: T(c(), [C]), var: T(c(), [C]) },
      { y: T(y, shp), m2: T(c(), [C]), v2: T(c(), [C]) },
      threads,
    );
    const one = (op: string) =>
      time(
        (m) => {
          m.input("x", shp, "float32");
          m.input("d", shp, "float32");
          m.node(op, ["x", "d"], {}, { names: ["y"] });
          m.output("y", shp, "float32");
        },
        { x: T(x, shp), d: T(dy, shp) },
        { y: T(y, shp) },
        threads,
      );
    const chan = time(
      (m) => {
        m.input("x", shp, "float32");
        m.input("d", [C, 1, 1], "float32");
        m.node("Mul", ["x", "d"], {}, { names: ["y"] });
        m.output("y", shp, "float32");
      },
      { x: T(x, shp), d: T(c(), [C, 1, 1]) },
      { y: T(y, shp) },
      threads,
    );
    const aff = time(
      (m) => {
        m.input("x", shp, "float32");
        for (const k of ["w", "b", "mean", "var"]) m.input(k, [C], "float32");
        m.node("BatchNormalization", ["x", "w", "b", "mean", "var"], {}, { names: ["y"] });
        m.output("y", shp, "float32");
      },
      { x: T(x, shp), w: T(c(), [C]), b: T(c(), [C]), mean: T(c(), [C]), var: T(c(), [C]) },
      { y: T(y, shp) },
      threads,
    );
    const dw = time(
      (m) => {
        m.input("x", shp, "float32");
        m.input("w", [C, 1, 1, 1], "float32");
        m.input("b", [C], "float32");
        m.node("Conv", ["x", "w", "b"], { group: C, kernel_shape: [1, 1] }, { names: ["y"] });
        m.output("y", shp, "float32");
      },
      { x: T(x, shp), w: T(c(), [C, 1, 1, 1]), b: T(c(), [C]) },
      { y: T(y, shp) },
      threads,
    );
    const o = new Float32Array(C);
    const dotm = time(
      (m) => {
        m.input("x", shp, "float32");
        m.input("d", shp, "float32");
        m.node(
          "ReduceSum",
          [
            m.node(
              "MatMul",
              [
                m.node("Reshape", ["x", m.integers([N, C, 1, H * H])], {})[0]!,
                m.node("Reshape", ["d", m.integers([N, C, H * H, 1])], {})[0]!,
              ],
              {},
            )[0]!,
            m.integers([0, 2, 3]),
          ],
          { keepdims: 0 },
          { names: ["y"] },
        );
        m.output("y", [C], "float32");
      },
      { x: T(x, shp), d: T(dy, shp) },
      { y: T(o, [C]) },
      threads,
    );
    const dots = time(
      (m) => {
        m.input("x", shp, "float32");
        m.input("d", shp, "float32");
        m.node(
          "ReduceSum",
          [m.node("Mul", ["x", "d"], {})[0]!, m.integers([0, 2, 3])],
          { keepdims: 0 },
          { names: ["y"] },
        );
        m.output("y", [C], "float32");
      },
      { x: T(x, shp), d: T(dy, shp) },
      { y: T(o, [C]) },
      threads,
    );
    const dots2 = time(
      (m) => {
        m.input("x", shp, "float32");
        m.input("d", shp, "float32");
        const p = m.node(
          "ReduceSum",
          [
            m.node("Reshape", [m.node("Mul", ["x", "d"], {})[0]!, m.integers([N * C, H * H])], {})[0]!,
            m.integers([1]),
          ],
          { keepdims: 0 },
        )[0]!;
        m.node(
          "ReduceSum",
          [m.node("Reshape", [p, m.integers([N, C])], {})[0]!, m.integers([0])],
          { keepdims: 0 },
          { names: ["y"] },
        );
        m.output("y", [C], "float32");
      },
      { x: T(x, shp), d: T(dy, shp) },
      { y: T(o, [C]) },
      threads,
    );
    const sum1 = time(
      (m) => {
        m.input("x", shp, "float32");
        m.node("ReduceSum", ["x", m.integers([0, 2, 3])], { keepdims: 0 }, { names: ["y"] });
        m.output("y", [C], "float32");
      },
      { x: T(x, shp) },
      { y: T(o, [C]) },
      threads,
    );
    const hs = time(
      (m) => {
        m.input("x", shp, "float32");
        m.node("HardSigmoid", ["x"], { alpha: { float: 3e38 }, beta: { float: 0 } }, { names: ["y"] });
        m.output("y", shp, "float32");
      },
      { x: T(x, shp) },
      { y: T(y, shp) },
      threads,
    );
    const rl = time(
      (m) => {
        m.input("x", shp, "float32");
        m.node("Relu", ["x"], {}, { names: ["y"] });
        m.output("y", shp, "float32");
      },
      { x: T(x, shp) },
      { y: T(y, shp) },
      threads,
    );
    const mb = (n * 4) / 2 ** 20;
    console.log(
      `${shp} t${threads} ${mb.toFixed(2)}MB | bn composed ${f1.toFixed(3)} op ${f2.toFixed(3)} | mul ${one("Mul").toFixed(3)} add ${one("Add").toFixed(3)} mulChannel ${chan.toFixed(3)} affineBN ${aff.toFixed(3)} affineConv ${dw.toFixed(3)} | dot matmul ${dotm.toFixed(3)} mulsum ${dots.toFixed(3)} ms2 ${dots2.toFixed(3)} sum ${sum1.toFixed(3)} hardsig ${hs.toFixed(3)} relu ${rl.toFixed(3)}`,
    );
  }
process.exit(0);
