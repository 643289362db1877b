import { createRng } from "@undercoat/random";
import { expect, test } from "vitest";
import { learningCurves } from "../src/index.ts";
import { madeTable } from "./made-table.ts";

const points = [4, 16, 64].map((patches) => ({ patches }));
/** Random rises by 0.1 with every fourfold of the labels; the noisy arm has what random has with four times as many. */
const scoreOf = (values: Record<string, unknown>, arm: string, seed: number) =>
  0.3 + 0.05 * Math.log2(Number(values["patches"])) + (arm.startsWith("noisy") ? 0.1 : 0) + 0.001 * seed;

const curves = (options = {}, made = {}) =>
  learningCurves(madeTable(["patches"], points, scoreOf, made), { rng: createRng(0), ...options });

test("means with intervals for every arm", () => {
  const [panel] = curves().panels;
  const [step] = panel!.arms[0]!.steps;
  expect(step!.mean).toBeCloseTo(0.3 + 0.1 + 0.001, 12);
  expect(step!.interval![1] - step!.mean).toBeCloseTo((4.302652729911275 * 0.001) / Math.sqrt(3), 9);
});

test("labels saved at equal quality: computed by hand", () => {
  const [panel] = curves().panels;
  const saved = panel!.saved.find(({ reference }) => reference === "random/frozen")!;
  expect(saved.needed).toBeCloseTo(16, 9); // as much as random with 64
  expect(saved.saved).toBeCloseTo(48, 9);
  expect(saved).toMatchObject({ at: 64, kind: "exact", verdict: "saves" });
  // both arms move together from seed to seed, so nothing is left open
  expect(saved.interval![0]).toBeCloseTo(48, 6);
  expect(saved.interval![1]).toBeCloseTo(48, 6);
  expect(saved.text).toMatchInlineSnapshot(
    `"noisy/frozen scores what random/frozen scores with 64 labels with 16 labels: saved 48 (48 to 48), it saves labels"`,
  );
});

test("one seed gives no interval, and says so", () => {
  const [saved] = curves({}, { seeds: [5] }).panels[0]!.saved;
  expect(saved).toMatchObject({ interval: null, verdict: "cannot tell" });
  expect(saved!.text).toContain("one seed gives no interval");
});

test("a curve is followed to twice the data and no farther", () => {
  expect(() => curves({ at: 129 })).toThrowErrorMatchingInlineSnapshot(
    `[StudiesError: labels saved were asked for at 129 labels, but the curve was measured from 4 to 64 and is followed to 128 at most; ask within that, or train with other numbers of labels]`,
  );
  expect(curves({ at: 128 }).panels[0]!.saved[0]!.needed).toBeCloseTo(32, 9);
  const [first] = curves({ at: 4 }).panels[0]!.saved;
  expect(first).toMatchObject({ kind: "at most", needed: 4, verdict: "cannot tell" });
  const worse = learningCurves(
    madeTable(["patches"], points, (values, arm, seed) =>
      arm.startsWith("noisy") ? 0.2 : scoreOf(values, arm, seed),
    ),
    { rng: createRng(0) },
  );
  expect(worse.panels[0]!.saved[0]!.text).toMatchInlineSnapshot(
    `"noisy/frozen scores what random/frozen scores with 64 labels with more than 128 labels, if at all: saved -64 (open to -64), it costs labels"`,
  );
});

test("an axis of words is refused", () => {
  const table = madeTable(["patches"], [{ patches: "few" }], scoreOf);
  expect(() => learningCurves(table, { rng: createRng(0) })).toThrowErrorMatchingInlineSnapshot(
    `[StudiesError: axis "patches" holds "few" at point 1, expected a number of labels; name another axis]`,
  );
});
