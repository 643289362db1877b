import {
  advance,
  assemble,
  type Code,
  type FunctionSource,
  get,
  i32,
  Locals,
  lessThan,
  load,
  loadSplat,
  loopWhile,
  set,
  shuffle,
  store,
  vAdd,
  vAddDouble,
  vDiv,
  vMul,
  vMulDouble,
  vPromoteLow,
  vSqrt,
  vSub,
  zero,
} from "@undercoat/wasm-assembler";

/** The numbers of an update, in the order the kernel reads them. */
export const ADAM_CONSTANTS = [
  "beta1",
  "oneMinusBeta1",
  "beta2",
  "oneMinusBeta2",
  "stepSize",
  "rootCorrection",
  "epsilon",
  "shrink",
  "coupled",
  "gradientScale",
] as const;
type Constant = (typeof ADAM_CONSTANTS)[number];

/** The kernels; every address is that of a multiple of four floats, `end` the first address behind `weights` or `x`. */
export interface AdamKernels {
  /** One Adam update in float32, in place. */
  adam(
    weights: number,
    first: number,
    second: number,
    gradient: number,
    end: number,
    constants: number,
  ): void;
  /** Σ x² in float64, left in the two doubles at `out` to be added. */
  squares(x: number, end: number, out: number): void;
}

/** Compiles the kernels for `memory`. */
export function compileAdamKernels(memory: WebAssembly.Memory): AdamKernels {
  const module = new WebAssembly.Module(assemble([adam(), squares()]));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as AdamKernels;
}

/** `m ← β₁m + (1−β₁)g`, `v ← β₂v + (1−β₂)g²`, `w ← w·shrink − stepSize · m / (√v / rootCorrection + ε)`. */
function adam(): FunctionSource {
  const locals = new Locals("weights", "first", "second", "gradient", "end", "constants");
  const streams = (["weights", "first", "second", "gradient"] as const).map((name) => locals.variable(name));
  const [weights, first, second, gradient] = streams as [number, number, number, number];
  const kept = new Map<Constant, number>(ADAM_CONSTANTS.map((name) => [name, locals.v128()]));
  const of = (name: Constant): Code => get(kept.get(name) as number);
  const [w, g, m, v] = [locals.v128(), locals.v128(), locals.v128(), locals.v128()];
  const four = [
    ...set(w, load(get(weights))),
    ...set(g, vAdd(vMul(load(get(gradient)), of("gradientScale")), vMul(of("coupled"), get(w)))),
    ...set(m, vAdd(vMul(of("beta1"), load(get(first))), vMul(of("oneMinusBeta1"), get(g)))),
    ...set(v, vAdd(vMul(of("beta2"), load(get(second))), vMul(of("oneMinusBeta2"), vMul(get(g), get(g))))),
    ...store(get(first), get(m)),
    ...store(get(second), get(v)),
    ...store(
      get(weights),
      vSub(
        vMul(get(w), of("shrink")),
        vDiv(vMul(of("stepSize"), get(m)), vAdd(vDiv(vSqrt(get(v)), of("rootCorrection")), of("epsilon"))),
      ),
    ),
  ];
  const body = [
    ...ADAM_CONSTANTS.flatMap((name, index) =>
      set(kept.get(name) as number, loadSplat(locals.of("constants"), 4 * index)),
    ),
    ...loopWhile(lessThan(get(weights), locals.of("end")), [
      ...four,
      ...streams.flatMap((stream) => advance(stream, i32(16))),
    ]),
  ];
  return { name: "adam", locals, body };
}

function squares(): FunctionSource {
  const locals = new Locals("x", "end", "out");
  const x = locals.variable("x");
  const [low, high, four] = [locals.v128(), locals.v128(), locals.v128()];
  const include = (sum: number, pair: Code): Code => [
    ...set(four, pair),
    ...set(sum, vAddDouble(get(sum), vMulDouble(get(four), get(four)))),
  ];
  const upper = (at: Code) => vPromoteLow(shuffle(load(at), load(at), [2, 3, 2, 3]));
  const body = [
    ...set(low, zero),
    ...set(high, zero),
    ...loopWhile(lessThan(get(x), locals.of("end")), [
      ...include(low, vPromoteLow(load(get(x)))),
      ...include(high, upper(get(x))),
      ...advance(x, i32(16)),
    ]),
    ...store(locals.of("out"), vAddDouble(get(low), get(high))),
  ];
  return { name: "squares", locals, body };
}
