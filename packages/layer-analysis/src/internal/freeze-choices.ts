import { LayerAnalysisError } from "../errors.ts";
import type { FreezeEvidence } from "../freeze-plan.ts";
import type { FreezeRule } from "../freeze-rule.ts";

/** What becomes of one kept group. */
export interface Choice {
  readonly group: string;
  readonly action: "frozen" | "re-initialise" | { readonly lrScale: number };
  readonly reason: string;
}

/** What a rule chose. */
export interface Chosen {
  readonly choices: readonly Choice[];
  readonly notes: readonly string[];
}

const TUNED = { lrScale: 1 } as const;
const REINITIALISE_FROM = 20;
/** Without an interval over seeds a ratio must be so large to count as moved. */
const MOVED_WITHOUT_INTERVAL = 2;

/** True for a group that a new decoder brings along. */
export function isNewPart(group: string): boolean {
  return !(group === "encoder" || group.startsWith("encoder."));
}

/** How every rule chooses. */
export const CHOICES: Readonly<
  Record<FreezeRule, (kept: readonly string[], evidence: FreezeEvidence) => Chosen>
> = {
  "divergence-ratio": byRatio,
  surgical,
  "auto-rgn": autoRgn,
  "lp-ft": (kept) => ({
    choices: kept.map((group) => ({
      group,
      action: TUNED,
      reason: "frozen in the first half of the steps while the new parts learn, tuned in the second",
    })),
    notes: [
      "LP-FT: each half has its own schedule; the encoder's running statistics stay fixed in the first half.",
    ],
  }),
  all: (kept) => ({
    choices: kept.map((group) => ({ group, action: TUNED, reason: "the rule tunes everything" })),
    notes: [],
  }),
  none: (kept) => ({
    choices: kept.map((group) => ({
      group,
      action: "frozen",
      reason: "the rule keeps all that was pretrained",
    })),
    notes: [],
  }),
};

function byRatio(kept: readonly string[], evidence: FreezeEvidence): Chosen {
  const { ratios, measure = "the measure", reinitialiseFrom = REINITIALISE_FROM } = evidence;
  if (ratios === undefined) throw missing("divergence-ratio", "ratios to the null");
  const choices = kept.map((group): Choice => {
    const found = ratios.find((row) => row.group === group);
    if (found === undefined || !Number.isFinite(found.ratio))
      return {
        group,
        action: "frozen",
        reason: `${measure} has no ratio here, so nothing speaks for tuning it`,
      };
    const { ratio, interval } = found;
    const sure =
      interval === null
        ? `${ratio.toFixed(2)}, one seed, no interval`
        : `${ratio.toFixed(2)} [${interval[0].toFixed(2)}, ${interval[1].toFixed(2)}]`;
    const told = `ratio to the null by ${measure}: ${sure}`;
    const low = interval === null ? ratio / MOVED_WITHOUT_INTERVAL : interval[0];
    if (low >= reinitialiseFrom)
      return {
        group,
        action: "re-initialise",
        reason: `${told}; at least ${reinitialiseFrom} times the null: spoiled`,
      };
    if (low > 1) return { group, action: TUNED, reason: `${told}; moved beyond the null` };
    return { group, action: "frozen", reason: `${told}; cannot be told from the null` };
  });
  return {
    choices,
    notes: [
      "Divergence shows which statistics moved, not which groups matter: swapping groups can rank them the other way round.",
    ],
  };
}

/** First, middle and last of the kept groups. */
function surgical(kept: readonly string[], { shift = "output" }: FreezeEvidence): Chosen {
  const encoder = kept.filter((group) => !isNewPart(group));
  const third = Math.max(1, Math.floor(encoder.length / 3));
  const blocks = {
    input: encoder.slice(0, third),
    feature: encoder.slice(third, encoder.length - third),
    output: kept.length > encoder.length ? kept.slice(-2) : encoder.slice(-third),
  };
  const tuned = blocks[shift];
  return {
    choices: kept.map((group) => ({
      group,
      action: tuned.includes(group) ? TUNED : "frozen",
      reason: `the shift is one of the ${shift}: ${tuned.includes(group) ? "this block is tuned" : `only ${tuned.join(", ")} is tuned`}`,
    })),
    notes: [
      `Surgical: a shift of the ${shift}; wrong labels are a shift of the output, another sensor one of the input.`,
    ],
  };
}

function autoRgn(kept: readonly string[], { gradients }: FreezeEvidence): Chosen {
  if (gradients === undefined) throw missing("auto-rgn", "gradients on the clean patches");
  const own = kept.map((group) => gradients.find((row) => row.group === group)?.relativeNorm ?? 0);
  const most = Math.max(...own.filter(Number.isFinite));
  const choices = kept.map((group, i): Choice => {
    const share = own[i]! / most;
    if (!(share > 0)) return { group, action: "frozen", reason: "no gradient arrives" };
    const lrScale = Number(share.toPrecision(3));
    return { group, action: { lrScale }, reason: `gradient over weight is ${lrScale} of the largest` };
  });
  return {
    choices,
    notes: ["Auto-RGN: measured once, before the first step; the paper measures every epoch."],
  };
}

function missing(rule: string, what: string): LayerAnalysisError {
  return new LayerAnalysisError("EVIDENCE_MISSING", {
    message: `rule "${rule}" needs ${what}, but none were given; give them, or take another rule`,
    context: { rule },
  });
}
