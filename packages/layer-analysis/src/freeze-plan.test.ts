import { resolveFreezePlan } from "@undercoat/segmentation";
import { expect, test } from "vitest";
import { draftFreezePlan, type FreezeEvidence } from "./freeze-plan.ts";
import { FreezeRule } from "./freeze-rule.ts";
import { PlannedTuning } from "./planned-tuning.ts";

const stages = ["encoder.stem", ...[1, 2, 3, 4].map((n) => `encoder.stage${n}`)];
const groups = [...stages, "decoder.block1", "decoder.block2", "head"];
const ratios = groups.map((group) => {
  const ratio = group === "encoder.stage3" ? 400 : group === "encoder.stage4" ? 3 : 1;
  return { group, ratio, interval: [ratio / 2, ratio * 2] as const };
});
const gradients = groups.map((group, i) => ({ group, relativeNorm: i === 0 ? 0 : i }));
const evidence = (keep: FreezeEvidence["keep"]): FreezeEvidence => ({
  groups,
  keep,
  ratios,
  gradients,
  measure: "W1",
});

test("every rule gives a plan that training takes, with a reason for each kept group", () => {
  for (const rule of FreezeRule.options)
    for (const keep of ["encoder", "whole"] as const) {
      const { tuning, reasons, notes } = draftFreezePlan(rule, evidence(keep));
      expect(PlannedTuning.parse(tuning)).toEqual(tuning);
      for (const { groups: plan } of tuning.phases) resolveFreezePlan(groups, plan);
      expect(reasons.map(({ group }) => group)).toEqual(keep === "whole" ? groups : stages);
      expect(reasons.every(({ reason }) => reason.length > 10)).toBe(true);
      expect(notes.at(-1)).toContain("A rule is a guess until it was measured");
    }
});

test("by divergence: what moved is tuned, what moved beyond all measure is drawn anew, the rest frozen", () => {
  const { tuning, reasons } = draftFreezePlan("divergence-ratio", evidence("encoder"));
  expect(tuning.reinitialise).toEqual(["encoder.stage3"]);
  expect(tuning.phases).toEqual([
    {
      share: 1,
      groups: { "encoder.stem": "frozen", "encoder.stage1": "frozen", "encoder.stage2": "frozen" },
    },
  ]);
  expect(reasons.map(({ action }) => action)).toEqual([
    "frozen",
    "frozen",
    "frozen",
    "re-initialise",
    "tune at learning rate × 1",
  ]);
  expect(reasons[3]!.reason).toMatchInlineSnapshot(
    `"ratio to the null by W1: 400.00 [200.00, 800.00]; at least 20 times the null: spoiled"`,
  );
});

test("one seed is no interval: only a clear ratio counts, and the reason says so", () => {
  const once = ratios.map((row) => ({ ...row, interval: null }));
  const { reasons } = draftFreezePlan("divergence-ratio", { ...evidence("encoder"), ratios: once });
  expect(reasons[4]!.action).toBe("tune at learning rate × 1");
  expect(reasons[0]!.reason).toContain("one seed, no interval");
});

test("surgical follows the shift, auto-rgn the gradients, lp-ft comes in two phases", () => {
  const tuned = (shift: "input" | "feature" | "output") =>
    draftFreezePlan("surgical", { ...evidence("encoder"), shift })
      .reasons.filter(({ action }) => action !== "frozen")
      .map(({ group }) => group);
  expect([tuned("input"), tuned("output")]).toEqual([["encoder.stem"], ["encoder.stage4"]]);
  expect(tuned("feature")).toEqual(["encoder.stage1", "encoder.stage2", "encoder.stage3"]);
  expect(draftFreezePlan("auto-rgn", evidence("encoder")).tuning.phases[0]!.groups).toEqual({
    "encoder.stem": "frozen",
    "encoder.stage1": { lrScale: 0.25 },
    "encoder.stage2": { lrScale: 0.5 },
    "encoder.stage3": { lrScale: 0.75 },
  });
  const { phases } = draftFreezePlan("lp-ft", evidence("whole")).tuning;
  expect(phases.map(({ groups: plan }) => Object.keys(plan).length)).toEqual([7, 0]);
});

test("a kept head is always tuned, and missing evidence is told", () => {
  expect(draftFreezePlan("none", evidence("whole")).tuning.phases[0]!.groups).not.toHaveProperty("head");
  expect(() => draftFreezePlan("auto-rgn", { groups, keep: "encoder" })).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: rule "auto-rgn" needs gradients on the clean patches, but none were given; give them, or take another rule]`,
  );
  expect(() =>
    draftFreezePlan("divergence-ratio", { groups, keep: "encoder" }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: rule "divergence-ratio" needs ratios to the null, but none were given; give them, or take another rule]`,
  );
  expect(() =>
    draftFreezePlan("all", { groups: ["head"], keep: "encoder" }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[LayerAnalysisError: 1 layer groups were given, but none is kept by "encoder"; give the groups of the pretrained model]`,
  );
});

test("shares that do not sum to 1 are no plan", () => {
  const half = { keep: "encoder", phases: [{ share: 0.5, groups: {} }] };
  expect(PlannedTuning.safeParse(half).error?.issues[0]?.message).toBe(
    "the shares of the phases must sum to 1",
  );
});
