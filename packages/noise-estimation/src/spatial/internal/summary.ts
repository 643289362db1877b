import type { ErrorParts } from "../decompose-label-error.ts";
import type { ObjectRate } from "./object-rate.ts";
import type { NoEstimate } from "./refusal.ts";
import type { IntervalEstimate } from "./resample.ts";

/** One line per part, the largest first: what share of the wrong pixels it explains, and what it is. */
export function summaryOf(parts: ErrorParts, wrong: number): readonly string[] {
  if (wrong === 0) return ["no pixel is wrong"];
  const lines = {
    shift: shiftText(parts.shift),
    boundary: boundaryText(parts.boundary),
    omission: objectText(parts.omission.objects, "of the reference are missing in the labels"),
    commission: objectText(parts.commission.objects, "of the labels are not in the reference"),
    confusion: "other classes than background are confused",
  };
  return (Object.keys(lines) as (keyof typeof lines)[])
    .toSorted((a, b) => parts[b].pixels - parts[a].pixels)
    .map((name) => `${name} ${shareText(parts[name].share)}: ${lines[name]}`);
}

function shareText(share: IntervalEstimate | NoEstimate): string {
  if ("kind" in share) return `(${share.reason})`;
  const { low, high } = share;
  return `${percent(share.value)} [${percent(low)}, ${percent(high)}]`;
}

function shiftText({ all, ofAll, ofObjects, objects }: ErrorParts["shift"]): string {
  const moved = ofObjects > 0 ? `; single objects are shifted further (${ofObjects} pixels)` : "";
  const followed = objects.filter(({ shift }) => shift.kind === "shift").length;
  const rest =
    objects.length === 0 ? "" : `; ${followed} of ${objects.length} objects can be followed${moved}`;
  if (all.kind === "no-estimate") return `${all.reason}${rest}`;
  const undone = ofAll > 0 ? "" : ", which explains nothing";
  return `all labels lie ${signed(all.dx.value)} px to the right and ${signed(all.dy.value)} px below${undone}${rest}`;
}

function boundaryText({ bias }: ErrorParts["boundary"]): string {
  const told = bias.flatMap(({ name, bias: one }) => {
    if (one.kind === "no-estimate") return [];
    const { low, high } = one.pixels;
    if (low <= 0 && high >= 0) return [`${name} neither fat nor thin`];
    const direction = one.pixels.value > 0 ? "too fat" : "too thin";
    return [`${name} ${direction} by ${signed(one.pixels.value)} px [${signed(low)}, ${signed(high)}]`];
  });
  return told.length === 0 ? "edges near each other" : told.join(", ");
}

function objectText(rate: ObjectRate | NoEstimate, what: string): string {
  if (rate.kind === "no-estimate") return `objects that ${what}: no estimate, ${rate.reason}`;
  const { low, high } = rate.rate;
  return `${rate.lone} of ${rate.of} objects (${percent(rate.rate.value)} [${percent(low)}, ${percent(high)}]) ${what}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function signed(value: number): string {
  return (Math.round(value * 10) / 10 + 0).toFixed(1);
}
