import { curvePair } from "../curve-pair.ts";
import { RoiError } from "../errors.ts";
import { evaluateFigures } from "../figure-table.ts";
import type { CurvePoint } from "../parse-curve.ts";
import type { RoiControl } from "../roi-assessment.ts";
import { resampleCurves } from "./resample-curves.ts";
import type { Simulation } from "./simulation.ts";
import { spreadOf } from "./spread.ts";

/**
 * How many labels the control arm saves, and how many more the candidate does, in the same draws; `null` without a control.
 * A saving that the control shares is not the labels' doing.
 */
export function controlResult(simulation: Simulation, points: readonly CurvePoint[]): RoiControl | null {
  const { pair, seeds, widening, assumptions, curves } = simulation;
  const { control, reference } = assumptions.compare ?? {};
  if (pair === null || curves === null || control === undefined || reference === undefined) return null;
  const other = curvePair(points, { candidate: control, reference });
  if (other.seeds.join() !== pair.seeds.join())
    throw new RoiError("CURVE_INCOMPLETE", {
      message: `control "${control}" has the seeds ${other.seeds.join(", ")}, but the other arms ${pair.seeds.join(", ")}; give all arms the same`,
      context: { arm: control },
    });
  const neededBy = (drawn: typeof curves) =>
    simulation.values.map(
      (values, draw) =>
        evaluateFigures({ values, units: simulation.units, curves: drawn[draw]! }).labelsNeeded ?? Number.NaN,
    );
  const needed = neededBy(resampleCurves(other, seeds, widening));
  const ours = neededBy(curves);
  const saved = needed.map((labels, draw) => simulation.values[draw]!.plannedLabels! - labels);
  const more = needed.map((labels, draw) => (labels === ours[draw] ? 0 : labels - ours[draw]!));
  return { arm: control, saved: spreadOf(saved, assumptions.level), more: spreadOf(more, assumptions.level) };
}

/** What the control says, in words. */
export function controlCautions(control: RoiControl | null): string[] {
  if (control === null)
    return [
      "No control arm was given, so nobody can say whether the coarse labels save anything, or pretraining on any labels would; name one under compare.control.",
    ];
  const { low, high } = control.more;
  if (low !== null && low > 0) return [];
  const reading =
    high !== null && high < 0
      ? "more than the candidate does"
      : "and whether the candidate saves more cannot be told";
  return [
    `Control "${control.arm}" saves ${shown(control.saved.median)} labels (${shown(control.saved.low)} to ${shown(control.saved.high)}), ${reading}: the saving is not shown to come from the coarse labels.`,
  ];
}

function shown(value: number | null): string {
  return value === null ? "no number" : String(Number(value.toFixed(1))).replace("-", "−");
}
