import { expect, test } from "vitest";
import { crossEntropy } from "./cross-entropy.ts";
import { dice } from "./dice.ts";
import { lossSchedule } from "./loss-schedule.ts";

test("every step has the loss of its phase, the same object throughout", () => {
  const [first, second] = [crossEntropy(), dice()];
  const schedule = lossSchedule([
    { fromStep: 0, loss: first },
    { fromStep: 3, loss: second },
  ]);
  expect([0, 1, 2, 3, 4, 1000].map((step) => schedule.at(step))).toEqual([
    first,
    first,
    first,
    second,
    second,
    second,
  ]);
  expect(schedule.at(2)).toBe(schedule.at(0));
  expect(schedule.options).toMatchObject({
    phases: [
      { fromStep: 0, name: "cross-entropy" },
      { fromStep: 3, name: "dice" },
    ],
  });
});

test("phases out of order, a late start, nothing at all and steps that are none are refused", () => {
  const loss = dice();
  expect(() => lossSchedule([])).toThrowErrorMatchingInlineSnapshot(
    `[LossesError: a schedule of losses has 0 phases; give it at least 1]`,
  );
  expect(() => lossSchedule([{ fromStep: 1, loss }])).toThrowErrorMatchingInlineSnapshot(
    `[LossesError: phase 0 begins with step 1, expected 0; put the phases in order]`,
  );
  expect(() =>
    lossSchedule([
      { fromStep: 0, loss },
      { fromStep: 0, loss },
    ]),
  ).toThrowErrorMatchingInlineSnapshot(
    `[LossesError: phase 1 begins with step 0, expected a whole number from 1; put the phases in order]`,
  );
  expect(() => lossSchedule([{ fromStep: 0, loss }]).at(-1)).toThrowErrorMatchingInlineSnapshot(
    `[LossesError: step is -1, expected a whole number from 0; count steps from 0]`,
  );
  expect(() => lossSchedule([{ fromStep: 0, loss }]).at(0.5)).toThrow("whole number");
});
