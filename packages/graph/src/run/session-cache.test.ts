import { expect, test } from "vitest";
import { isGraphError } from "../errors.ts";
import { OnnxModel } from "../write/onnx-model.ts";
import { openSession, runSession, runtimeTensor } from "./session.ts";
import { sessionCount, sharedSession } from "./session-cache.ts";

const ONE = { threads: 1, constantWeights: false } as const;
/** How many sessions stay loaded that nobody uses. */
const KEPT = 8;

/** A graph of a length: y = −x. */
function negation(length: number): Uint8Array {
  const model = new OnnxModel();
  model.input("x", [length], "float32");
  model.node("Neg", ["x"], {}, { names: ["y"] });
  model.output("y", [length], "float32");
  return model.bytes();
}

test("equal graphs share a session; other graphs or threads do not", () => {
  const [a, b] = [sharedSession(negation(3), ONE), sharedSession(negation(3), ONE)];
  const [other, threads] = [
    sharedSession(negation(4), ONE),
    sharedSession(negation(3), { ...ONE, threads: 2 }),
  ];
  expect(b.session).toBe(a.session);
  expect(new Set([a.session, other.session, threads.session]).size).toBe(3);
  for (const { release } of [a, b, other, threads]) release();
});

test("a session that is given back is loaded still for the next of the same graph", () => {
  const first = sharedSession(negation(5), ONE);
  first.release();
  const second = sharedSession(negation(5), ONE);
  expect(second.session).toBe(first.session);
  second.release();
});

test("100 shapes keep at most eight unused sessions", () => {
  for (let length = 1; length <= 100; length++) sharedSession(negation(length), ONE).release();
  expect(sessionCount()).toBe(KEPT);
});

test("sessions in use are never dropped, and run", () => {
  const used = Array.from({ length: KEPT + 4 }, (_, index) => sharedSession(negation(200 + index), ONE));
  for (let length = 1; length <= 20; length++) sharedSession(negation(length), ONE).release();
  expect(sessionCount()).toBe(2 * KEPT + 4);
  for (const [index, { session }] of used.entries()) {
    const shape = [200 + index];
    const y = new Float32Array(200 + index);
    const x = runtimeTensor({ data: new Float32Array(200 + index).fill(1), shape, dtype: "float32" });
    runSession(session, { x }, { y: runtimeTensor({ data: y, shape, dtype: "float32" }) });
    expect(y).toEqual(new Float32Array(200 + index).fill(-1));
  }
  for (const { release } of used) release();
  expect(sessionCount()).toBe(KEPT);
});

test("giving back twice is harmless: the session of the others lives", () => {
  const [a, b] = [sharedSession(negation(300), ONE), sharedSession(negation(300), ONE)];
  a.release();
  a.release();
  for (let length = 1; length <= 20; length++) sharedSession(negation(length), ONE).release();
  const c = sharedSession(negation(300), ONE);
  expect(c.session).toBe(b.session);
  b.release();
  c.release();
});

test("a file that is no graph, and arrays of another shape, are refused in one line", () => {
  const attempt = (work: () => unknown) => {
    try {
      work();
      return null;
    } catch (error) {
      return error;
    }
  };
  const before = sessionCount();
  const broken = attempt(() => sharedSession(Uint8Array.of(1, 2, 3), ONE));
  expect(sessionCount()).toBe(before);
  const session = openSession(negation(3), ONE);
  const tensor = (length: number) =>
    runtimeTensor({ data: new Float32Array(length), shape: [length], dtype: "float32" });
  const wrong = attempt(() => runSession(session, { x: tensor(4) }, { y: tensor(3) }));
  session.dispose();
  for (const error of [broken, wrong]) {
    expect(isGraphError(error, "SESSION_FAILED"), String(error)).toBe(true);
    expect((error as Error).message).not.toContain("\n");
  }
});
