import { expect, test } from "vitest";
import { randomSource, row, smallNetwork } from "../test/support.ts";
import { gaussianWeightKl } from "./gaussian-weight-kl.ts";
import { layerStudy, type StudyObservation } from "./layer-study.ts";
import { weightDivergence } from "./weight-divergence.ts";

const layers = ["encoder.stem", "encoder.stage1", "decoder.block1", "head"];
const rows = (values: readonly number[]) => layers.map((layer, i) => row(layer, values[i]!));

function observation(seed: number, step: number, values: readonly number[]): StudyObservation {
  return { candidate: "osm", seed, step, measure: "m", divergences: rows(values), nulls: rows([1, 1, 1, 1]) };
}

const three = [0, 1, 2].flatMap((seed) => [
  observation(seed, 60, [1 + seed / 10, 1, 2, 8]),
  observation(seed, 600, [1, 1, 3 + seed / 10, 4]),
]);

test("a table per candidate, step and measure, with ratio, both intervals and the sum by a rule", () => {
  const { tables } = layerStudy(three, { rng: randomSource(1) });
  expect(tables.map(({ step, seeds }) => [step, seeds])).toEqual([
    [60, [0, 1, 2]],
    [600, [0, 1, 2]],
  ]);
  const block = tables[1]!.rows[2]!;
  expect(block.ratio).toBeCloseTo(3.1, 2);
  expect(block.bootstrap![0]).toBeGreaterThanOrEqual(3 - 1e-9);
  expect(block.bootstrap![1]).toBeLessThanOrEqual(3.2 + 1e-9);
  expect(block.interval![0], "t is wider").toBeLessThan(block.bootstrap![0]);
  expect(tables[1]!.summary!.verdict).toBe("above");
  expect(tables[1]!.summary!.rule).toContain("each layer counts once");
});

test("notes of measures come along; one seed has no interval, and that is said", () => {
  const study = layerStudy([three[0]!], {
    rng: randomSource(1),
    notes: ["blind to order", "blind to order"],
  });
  expect(study.notes).toEqual([
    "One seed: no interval, so a ratio here is a first look only.",
    "blind to order",
  ]);
  expect(
    study.tables[0]!.rows.every(({ interval, bootstrap }) => interval === null && bootstrap === null),
  ).toBe(true);
});

test("constant weights have no ratio and are listed", () => {
  const constant = (shift: number) => {
    const network = smallNetwork(shift);
    const parameters = network.parameters.map((one) =>
      one.name === "encoder.conv1.weight" ? { ...one, data: one.data.map(() => 1) } : one,
    );
    return { ...network, parameters };
  };
  const compare = (shift: number) =>
    weightDivergence(constant(0), constant(shift), { measure: gaussianWeightKl() });
  const one = {
    candidate: "osm",
    seed: 0,
    step: 1,
    measure: "m",
    divergences: compare(2),
    nulls: compare(1),
  };
  const [stem, , head] = layerStudy([one], { rng: randomSource(1) }).tables[0]!.rows;
  expect([stem!.ratio, stem!.undefinedTensors]).toEqual([Number.NaN, ["encoder.conv1.weight"]]);
  expect(head!.ratio).toBeGreaterThan(1);
});

test("no observation and a seed given twice are told", () => {
  const rng = randomSource(1);
  expect(() => layerStudy([], { rng })).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: the study has 0 observations, expected at least 1; compare a candidate and its null first]`,
  );
  expect(() => layerStudy([three[0]!, three[0]!], { rng })).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: seed 0 is there twice for "osm" at step 60 by m; give each seed once]`,
  );
});
