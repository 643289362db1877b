import { expect, test } from "vitest";
import { Recorder } from "../record/recorder.ts";
import { liveness } from "./liveness.ts";

function recorded() {
  const recorder = new Recorder();
  const x = recorder.fresh("Input", {}, [2], "float32");
  const unary = (op: string, of: typeof x) => recorder.operation(op, [of], {}, [2], "float32");
  const [a, dead] = [unary("Exp", x), unary("Log", x)];
  const b = recorder.operation("Add", [a, a], {}, [2], "float32");
  return { x, a, b, dead, unary };
}

test("what no result depends on is left out; the rest is in recording order", () => {
  const { x, a, b, dead } = recorded();
  const { live, users } = liveness([b]);
  expect(live).toEqual([x, a, b]);
  expect(users.has(dead)).toBe(false);
});

test("users are all who take a value, once for every place", () => {
  const { x, a, b, dead } = recorded();
  const { users } = liveness([b, dead]);
  expect(users.get(x)).toHaveLength(2);
  expect(users.get(x)).toEqual(expect.arrayContaining([a, dead]));
  expect(users.get(a)).toEqual([b, b]);
  expect(users.get(b)).toEqual([]);
});

test("a result may be an input, be given twice or be used by another result", () => {
  const { x, a, b } = recorded();
  expect(liveness([x]).live).toEqual([x]);
  expect(liveness([b, a, b]).live).toEqual([x, a, b]);
  expect(liveness([b, a, b]).users.get(a)).toEqual([b, b]);
  expect(liveness([]).live).toEqual([]);
});

test("long chains need no stack", () => {
  const { x, unary } = recorded();
  let last = x;
  for (let index = 0; index < 20_000; index++) last = unary(`Op${index}`, last);
  expect(liveness([last]).live).toHaveLength(20_001);
});
