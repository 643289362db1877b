import { describe, expect, test } from "vitest";
import { testConfig } from "../../test/test-config.ts";
import { armsOf } from "../run/arms.ts";
import { findings, points } from "./findings.ts";
import type { Comparison } from "./result-files.ts";

const config = testConfig({
  modes: ["frozen"],
  pretrainings: {
    osm: { role: "noisy", labels: "osm" },
    permuted: { role: "control", labels: "osm", permuted: true },
    clean: { role: "clean", labels: "clean" },
  },
});

function comparison(candidate: string, reference: string, mean: number, half: number | null): Comparison {
  const interval: [number, number] | null = half === null ? null : [mean - half, mean + half];
  const verdict =
    interval === null ? "cannot tell" : interval[0] > 0 ? "above" : interval[1] < 0 ? "below" : "cannot tell";
  return {
    candidate,
    reference,
    score: "averagePrecision",
    mean,
    standardError: half,
    interval,
    n: half === null ? 1 : 5,
    verdict,
  };
}

/** The first sentence, on the noisy arm, when it differs this much from random and from its control. */
function verdictFor(random: [number, number | null], control: [number, number | null]): string {
  const comparisons = [
    comparison("osm/frozen", "random/frozen", ...random),
    comparison("osm/frozen", "permuted/frozen", ...control),
    comparison("permuted/frozen", "random/frozen", -0.02, 0.05),
    comparison("clean/frozen", "random/frozen", 0.138, 0.03),
  ];
  return findings(armsOf(config), [], comparisons, config)[0]!;
}

describe("the sentence on noisy labels", () => {
  test("they helped: above random and above the control", () => {
    expect(verdictFor([0.077, 0.051], [0.088, 0.02])).toBe(
      'frozen encoder, noisy labels "osm": +7.7 [2.6, 12.8] AP over random and +8.8 [6.8, 10.8] over permuted labels: they helped',
    );
  });
  test("a gain that the control has too is not credited to the labels", () => {
    expect(verdictFor([0.05, 0.02], [-0.003, 0.04])).toContain("no gain over permuted labels is shown");
  });
  test("an interval over zero cannot tell", () => {
    expect(verdictFor([0.05, 0.12], [0.01, 0.1])).toContain("cannot tell at this budget");
  });
  test("a loss is the labels' only if permuted labels lose less", () => {
    expect(verdictFor([-0.05, 0.02], [-0.04, 0.03])).toMatch(/: they hurt$/);
    expect(verdictFor([-0.05, 0.02], [0.01, 0.1])).toMatch(
      /pretraining hurt, whether by its labels cannot be told$/,
    );
    expect(verdictFor([-0.05, 0.02], [0.09, 0.03])).toMatch(/though less than with permuted labels$/);
  });
  test("one seed proves nothing", () => {
    expect(verdictFor([0.05, null], [0.04, null])).toBe(
      'frozen encoder, noisy labels "osm": +5.0 AP over random and +4.0 over permuted labels: one seed: nothing is proven',
    );
  });
});

test("points carry a true minus sign and one decimal", () => {
  expect(points({ mean: -0.0123, interval: [-0.05, 0.02] })).toBe("−1.2 [−5.0, 2.0]");
});

test("an arm with a method says what the method did", () => {
  const methods = testConfig({
    modes: ["frozen"],
    pretrainings: {
      osm: { role: "noisy", labels: "osm" },
      early: { role: "noisy", labels: "osm", method: { name: "early-learning" } },
      permuted: { role: "control", labels: "osm", permuted: true },
    },
  });
  const comparisons = [
    comparison("early/frozen", "random/frozen", 0.077, 0.051),
    comparison("early/frozen", "permuted/frozen", 0.088, 0.02),
    comparison("early/frozen", "osm/frozen", -0.01, 0.02),
  ];
  const [, sentence] = findings(armsOf(methods), [], comparisons, methods);
  expect(sentence).toMatch(/: they helped; over the same labels without the method −1.0 \[−3.0, 1.0\]$/);
});
