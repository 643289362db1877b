/**
 * Just enough of an assembler for WebAssembly with SIMD: kernels on typed arrays are written as nested calls
 * that return bytes.
 *
 * @example
 * ```ts
 * import { add, advance, assemble, get, i32, lessThan, load, Locals, loopWhile, store, vMul } from "@undercoat/wasm-assembler";
 *
 * const locals = new Locals("x", "end");
 * const x = locals.variable("x");
 * const square = store(get(x), vMul(load(get(x)), load(get(x))));
 * const body = loopWhile(lessThan(get(x), locals.of("end")), [...square, ...advance(x, i32(16))]);
 * const module = new WebAssembly.Module(assemble([{ name: "square", locals, body }]));
 * ```
 *
 * @packageDocumentation
 */
export {
  add,
  advance,
  assemble,
  atLeast,
  type Code,
  type FunctionSource,
  f32Add,
  f32Load,
  f32Mul,
  f32Store,
  f32Zero,
  get,
  i32,
  ifThen,
  type Local,
  Locals,
  lessThan,
  load,
  loadOne,
  loadSplat,
  loopWhile,
  mul,
  set,
  shl,
  shuffle,
  shuffleBytes,
  store,
  storeLane,
  sub,
  times,
  vAdd,
  vAddDouble,
  vAddWhole,
  vAnd,
  vAndNot,
  vAtMost,
  vDiv,
  vEqual,
  vFloat,
  vMax,
  vMul,
  vMulDouble,
  vOr,
  vPromoteLow,
  vPseudoMax,
  vPseudoMin,
  vSqrt,
  vSub,
  zero,
} from "./assembler.ts";
