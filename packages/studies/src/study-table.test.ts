import { expect, test } from "vitest";
import { studyTableCsv } from "./study-table.ts";

test("a row a run; commas and quotes are quoted, what does not exist is empty", () => {
  const row = { point: 1, values: { noise: 'a,"b"' }, seed: 0, arm: "random/full", pretraining: null };
  const table = {
    schemaVersion: 1 as const,
    ...{ name: "s", axes: ["noise"], scores: ["iou", "bestIou"], missing: 0 },
    rows: [
      { ...row, role: "random" as const, mode: "full", item: "ab", scores: { iou: 0.5, bestIou: null } },
    ],
  };
  expect(studyTableCsv(table)).toBe(
    'point,noise,seed,arm,pretraining,role,mode,item,iou,bestIou\r\n1,"a,""b""",0,random/full,,random,full,ab,0.5,\r\n',
  );
  expect(() => studyTableCsv({ ...table, axes: ["iou"] })).toThrowErrorMatchingInlineSnapshot(
    `[StudiesError: axis "iou" has the name of a score, expected another one; rename the axis]`,
  );
});
