import fc from "fast-check";
import { expect, test } from "vitest";
import {
  advance,
  assemble,
  type Code,
  get,
  i32,
  Locals,
  lessThan,
  load,
  loopWhile,
  set,
  store,
  vAdd,
  vAddDouble,
  vDiv,
  vMul,
  vMulDouble,
  vPromoteLow,
  vSqrt,
  vSub,
} from "../src/index.ts";

/** Runs `body` over 16-byte steps of two inputs and one output. */
function lanes(operation: (a: Code, b: Code) => Code, a: Float32Array, b: Float32Array): Float32Array {
  const locals = new Locals("a", "b", "out", "end");
  const [x, y, out] = [locals.variable("a"), locals.variable("b"), locals.variable("out")];
  const step = [x, y, out].flatMap((local) => advance(local, i32(16)));
  const body = loopWhile(lessThan(get(x), locals.of("end")), [
    ...store(get(out), operation(load(get(x)), load(get(y)))),
    ...step,
  ]);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(assemble([{ name: "run", locals, body }]));
  const { run } = new WebAssembly.Instance(module, { env: { memory } }).exports as Record<
    string,
    (...numbers: number[]) => void
  >;
  new Float32Array(memory.buffer, 0, a.length).set(a);
  new Float32Array(memory.buffer, 1024, b.length).set(b);
  run?.(0, 1024, 2048, 4 * a.length);
  return new Float32Array(memory.buffer.slice(2048, 2048 + 4 * a.length));
}

const floats = fc.array(fc.float({ noNaN: true, min: 0.125, max: 1000 }), { minLength: 8, maxLength: 8 });

test.each([
  ["vAdd", vAdd, (x: number, y: number) => x + y],
  ["vSub", vSub, (x: number, y: number) => x - y],
  ["vMul", vMul, (x: number, y: number) => x * y],
  ["vDiv", vDiv, (x: number, y: number) => x / y],
  ["vSqrt", (x: Code) => vSqrt(x), (x: number) => Math.sqrt(x)],
] as const)("%s computes every lane as JavaScript does, rounded to float32", (_, operation, expected) => {
  fc.assert(
    fc.property(floats, floats, (x, y) => {
      const [a, b] = [Float32Array.from(x), Float32Array.from(y)];
      expect(lanes(operation, a, b)).toEqual(a.map((value, i) => expected(value, b[i]!)));
    }),
  );
});

test("doubles: the lower two floats are multiplied and added without rounding to float32", () => {
  const [a, b] = [Float32Array.of(1 / 3, 1e-8, 0, 0), Float32Array.of(3, 1, 0, 0)];
  const bits = lanes((x, y) => vAddDouble(vMulDouble(vPromoteLow(x), vPromoteLow(y)), vPromoteLow(y)), a, b);
  expect(Array.from(new Float64Array(bits.buffer))).toEqual([a[0]! * 3 + 3, a[1]! + 1]);
});

test("constants and variables hold 32-bit integers, negative ones included", () => {
  const locals = new Locals("out");
  const value = locals.i32();
  const body = [...set(value, i32(-123456)), ...get(0), ...get(value), 0x36, 2, 0];
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = new WebAssembly.Module(assemble([{ name: "run", locals, body }]));
  (new WebAssembly.Instance(module, { env: { memory } }).exports as { run: (out: number) => void }).run(8);
  expect(new Int32Array(memory.buffer)[2]).toBe(-123456);
});
