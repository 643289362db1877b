import { LayerAnalysisError } from "./errors.ts";
import type { FreezeRule } from "./freeze-rule.ts";
import type { GradientAgreement } from "./gradient-agreement.ts";
import { CHOICES, type Choice, isNewPart } from "./internal/freeze-choices.ts";
import type { PlannedTuning } from "./planned-tuning.ts";
import type { LayerRatio } from "./ratio-to-null.ts";

/** What a rule may look at. */
export interface FreezeEvidence {
  /** Layer groups of the pretrained model, input to output. */
  readonly groups: readonly string[];
  /** What is taken from the pretrained model. */
  readonly keep: PlannedTuning["keep"];
  /** For `divergence-ratio`: ratios to the null by one measure. */
  readonly ratios?: readonly Pick<LayerRatio, "group" | "ratio" | "interval">[];
  /** For `divergence-ratio`: name of that measure, for the reasons. */
  readonly measure?: string;
  /** For `surgical`: where the shift between pretraining and target sits; wrong labels are `output`. */
  readonly shift?: "input" | "feature" | "output";
  /** For `auto-rgn`: gradients of the pretrained model on the clean patches. */
  readonly gradients?: readonly Pick<GradientAgreement, "group" | "relativeNorm">[];
  /** A group that moved at least so many times as far as the null is drawn anew; 20 where left out. */
  readonly reinitialiseFrom?: number;
}

/** What becomes of one layer group, and why. */
export interface GroupReason {
  readonly group: string;
  readonly action: string;
  readonly reason: string;
}

/** A freeze plan as data that training takes, with its reasons. */
export interface FreezePlanDraft {
  readonly rule: FreezeRule;
  readonly tuning: PlannedTuning;
  readonly reasons: readonly GroupReason[];
  /** What to know before trusting it. */
  readonly notes: readonly string[];
}

const UNMEASURED =
  "A rule is a guess until it was measured: compare it with tuning everything and with tuning nothing on a validation split (undercoat layers plan --check).";

/**
 * The plan of one rule: which layer groups are frozen, tuned (and at which learning-rate scale) or drawn anew. New
 * parts, which are never in the pretrained model, are always tuned; with `keep: "whole"` the head is.
 *
 * @throws {LayerAnalysisError} `EVIDENCE_MISSING` where the rule needs evidence that was not given.
 * @see {@link https://arxiv.org/abs/2210.11466 | Lee et al., ICLR 2023 (surgical, auto-rgn)}
 * @see {@link https://arxiv.org/abs/2202.10054 | Kumar et al., ICLR 2022 (lp-ft)}
 *
 * @example
 * ```ts
 * const { tuning, reasons } = draftFreezePlan("none", { groups: ["encoder.stem", "head"], keep: "encoder" });
 * ```
 */
export function draftFreezePlan(rule: FreezeRule, evidence: FreezeEvidence): FreezePlanDraft {
  const kept = evidence.groups.filter((group) => evidence.keep === "whole" || !isNewPart(group));
  if (kept.length === 0)
    throw new LayerAnalysisError("EVIDENCE_MISSING", {
      message: `${evidence.groups.length} layer groups were given, but none is kept by "${evidence.keep}"; give the groups of the pretrained model`,
      context: { groups: evidence.groups, keep: evidence.keep },
    });
  const chosen = CHOICES[rule](kept, evidence);
  const choices = chosen.choices.map((choice) => withTunedHead(choice, evidence.keep));
  const groups = Object.fromEntries(choices.flatMap(treatmentOf));
  const first = Object.fromEntries(
    kept.filter((group) => group !== "head").map((group) => [group, "frozen" as const]),
  );
  const phases =
    rule === "lp-ft"
      ? [
          { share: 0.5, groups: first },
          { share: 0.5, groups },
        ]
      : [{ share: 1, groups }];
  return {
    rule,
    tuning: {
      keep: evidence.keep,
      reinitialise: choices.filter(({ action }) => action === "re-initialise").map(({ group }) => group),
      phases,
    },
    reasons: choices.map(({ group, action, reason }) => ({
      group,
      action: typeof action === "string" ? action : `tune at learning rate × ${action.lrScale}`,
      reason,
    })),
    notes: [...chosen.notes, UNMEASURED],
  };
}

/** Without a new decoder something must learn the clean labels. */
function withTunedHead(choice: Choice, keep: PlannedTuning["keep"]): Choice {
  if (keep === "encoder" || choice.group !== "head" || choice.action !== "frozen") return choice;
  return {
    ...choice,
    action: { lrScale: 1 },
    reason: `${choice.reason}; the head is tuned all the same, else nothing would learn`,
  };
}

function treatmentOf({ group, action }: Choice): [string, "frozen" | { lrScale: number }][] {
  if (action === "frozen") return [[group, "frozen"]];
  return typeof action === "string" || action.lrScale === 1 ? [] : [[group, action]];
}
