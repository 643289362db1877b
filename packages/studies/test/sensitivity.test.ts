import { expect, test } from "vitest";
import { placeNoise, sensitivityMap } from "../src/index.ts";
import { madeTable } from "./made-table.ts";

const RATES = [0.02, 0.05, 0.1, 0.2];
const points = ["omission", "flips"].flatMap((noise) => RATES.map((rate) => ({ noise, rate })));
/** Gains over random by kind and rate: the seeds add −0.01, 0, 0.01. */
const GAINS: Record<string, number[]> = { omission: [0.1, 0.08, 0.02, 0.09], flips: [-0.2, -0.2, 0, 0] };

const scoreOf = (values: Record<string, unknown>, arm: string, seed: number) => {
  if (arm === "random/frozen") return 0.4 + 0.1 * seed;
  if (arm === "random/full") return 0.45 + 0.1 * seed;
  const gain = GAINS[String(values["noise"])]![RATES.indexOf(values["rate"] as number)]!;
  return 0.4 + 0.1 * seed + gain + 0.01 * (seed - 1);
};

test("gains are paired over the seeds, with Student's t: computed by hand", () => {
  const { panels, score, level } = sensitivityMap(madeTable(["noise", "rate"], points, scoreOf));
  expect({ score, level, panels: panels.length }).toEqual({ score: "iou", level: 0.95, panels: 1 });
  const [cell] = panels[0]!.cells;
  const half = (4.302652729911275 * 0.01) / Math.sqrt(3); // t of 2 degrees of freedom, s = 0.01
  expect(cell!.score).toBeCloseTo(0.6, 12);
  expect(cell!.gains.random).toMatchObject({ reference: "random/frozen", n: 3, verdict: "above" });
  expect(cell!.gains.random!.mean).toBeCloseTo(0.1, 12);
  expect(cell!.gains.random!.interval![0]).toBeCloseTo(0.1 - half, 9);
  expect(cell!.gains.random!.interval![1]).toBeCloseTo(0.1 + half, 9);
  expect(cell!.gains["clean-only"]!.mean).toBeCloseTo(0.05, 12);
});

test("a gain ends at the first rate that does not show it, and a lucky cell beyond counts for nothing", () => {
  const [panel] = sensitivityMap(madeTable(["noise", "rate"], points, scoreOf)).panels;
  expect(panel!.limits.map(({ text }) => text)).toMatchInlineSnapshot(`
    [
      ""omission" against random: a gain is shown up to 5 % wrong pixels; at 10 % no more",
      ""omission" against clean-only: a gain is shown up to 5 % wrong pixels; at 10 % no more",
      ""flips" against random: a loss is shown at 2 % wrong pixels already",
      ""flips" against clean-only: a loss is shown at 2 % wrong pixels already",
    ]
  `);
  const always = madeTable(["noise", "rate"], points, (values, arm, seed) =>
    arm.startsWith("random") ? 0.4 : 0.5 + 0.01 * seed + 0 * Number(values["rate"]),
  );
  expect(sensitivityMap(always).panels[0]!.limits[0]!.text).toMatchInlineSnapshot(
    `""omission" against random: a gain is shown up to 20 % wrong pixels; the largest rate of this study, so the limit lies beyond it"`,
  );
});

test("one seed gives no interval, and says so", () => {
  const table = madeTable(["noise", "rate"], points, scoreOf, { seeds: [0] });
  const [panel] = sensitivityMap(table).panels;
  expect(panel!.cells[0]!.gains.random).toMatchObject({ n: 1, interval: null, verdict: "cannot tell" });
  expect(panel!.limits[0]).toMatchObject({ rate: null, verdict: "cannot tell" });
  expect(panel!.limits[0]!.text).toMatchInlineSnapshot(
    `""omission" against random: cannot tell, because one seed gives no interval"`,
  );
});

test("other axes make panels; an arm that the study lacks gives no gain", () => {
  const both = points.flatMap((point) => [4, 16].map((patches) => ({ ...point, patches })));
  const table = madeTable(["noise", "rate", "patches"], both, scoreOf, {
    arms: ["random/frozen", "noisy/frozen"],
  });
  const { panels } = sensitivityMap(table);
  expect(panels.map(({ values }) => values)).toEqual([{ patches: 4 }, { patches: 16 }]);
  expect(panels[0]!.cells[0]!.gains["clean-only"]).toBeNull();
  expect(panels[0]!.limits.every(({ reference }) => reference === "random")).toBe(true);
});

test("your noise is where every rate around its interval says the same, and never beyond the study", () => {
  const [panel] = sensitivityMap(madeTable(["noise", "rate"], points, scoreOf)).panels;
  const at = (value: number, low: number, high: number) =>
    placeNoise(panel!, { name: "osm", value, low, high }, "random").map(({ text }) => text);
  expect(at(0.03, 0.025, 0.04)).toMatchInlineSnapshot(`
    [
      "osm, 3 % wrong pixels (2.5 % to 4 %), if it is "omission", against random: a gain is shown at 2 %, 5 %",
      "osm, 3 % wrong pixels (2.5 % to 4 %), if it is "flips", against random: a loss is shown at 2 %, 5 %",
    ]
  `);
  expect(at(0.06, 0.04, 0.09)[0]).toMatchInlineSnapshot(
    `"osm, 6 % wrong pixels (4 % to 9 %), if it is "omission", against random: cannot tell, because the gains at 2 %, 5 %, 10 % do not agree or hold 0"`,
  );
  expect(at(0.3, 0.2, 0.4)[0]).toMatchInlineSnapshot(
    `"osm, 30 % wrong pixels (20 % to 40 %), if it is "omission", against random: cannot tell, because the study ends at 20 %"`,
  );
});

test("a table without the axis or the score is refused", () => {
  const table = madeTable(["patches"], [{ patches: 4 }], scoreOf, { arms: ["random/full"] });
  expect(() => sensitivityMap(table)).toThrowErrorMatchingInlineSnapshot(
    `[StudiesError: the table of study "made" has no axis "noise", only patches; add the axis to the study, or name another]`,
  );
  expect(() =>
    sensitivityMap(madeTable(["noise", "rate"], points, scoreOf), { score: "f1" }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[StudiesError: the table of study "made" has no score "f1", only iou; name one of those]`,
  );
});
