import { curvePair } from "../curve-pair.ts";
import { RoiError } from "../errors.ts";
import { evaluateFigures, FIGURES } from "../figure-table.ts";
import type { CurvePoint } from "../parse-curve.ts";
import type { RoiControl } from "../roi-assessment.ts";
import { type DrawnCurves, resampleCurves } from "./resample-curves.ts";
import type { Simulation } from "./simulation.ts";
import { spreadOf } from "./spread.ts";

/**
 * What the control arm gains over the reference, and how much more the candidate does, in the same draws; `null` without a
 * control. A gain that the control shares is not the labels' doing.
 */
export function controlResult(simulation: Simulation, points: readonly CurvePoint[]): RoiControl | null {
  const { pair, seeds, widening, assumptions, curves, values, units } = simulation;
  const { control, reference } = assumptions.compare ?? {};
  if (pair === null || curves === null || control === undefined || reference === undefined) return null;
  const other = curvePair(points, { candidate: control, reference });
  if (other.seeds.join() !== pair.seeds.join())
    throw new RoiError("CURVE_INCOMPLETE", {
      message: `control "${control}" has the seeds ${other.seeds.join(", ")}, but the other arms ${pair.seeds.join(", ")}; give all arms the same`,
      context: { arm: control },
    });
  const figure = assumptions.goal === "better-map" ? "pointsAtEqualLabels" : "labelsSaved";
  const gainOf = (drawn: readonly DrawnCurves[]) =>
    values.map((each, draw) => evaluateFigures({ values: each, units, curves: drawn[draw]! })[figure]!);
  const theirs = gainOf(resampleCurves(other, seeds, widening));
  const ours = gainOf(curves);
  const more = ours.map((gain, draw) => (gain === theirs[draw] ? 0 : gain - theirs[draw]!));
  const { level } = assumptions;
  return { arm: control, figure, gain: spreadOf(theirs, level), more: spreadOf(more, level) };
}

/** What the control says, in words. */
export function controlCautions(control: RoiControl | null): string[] {
  if (control === null)
    return [
      "No control arm was given, so nobody can say whether the coarse labels gain anything, or pretraining on any labels would; name one under compare.control.",
    ];
  const { low, high } = control.more;
  if (low !== null && low > 0) return [];
  const reading =
    high !== null && high < 0
      ? "more than the candidate"
      : "and whether the candidate has more cannot be told";
  const { name } = FIGURES[control.figure];
  const { gain } = control;
  return [
    `Control "${control.arm}", ${name}: ${shown(gain.median)} (${shown(gain.low)} to ${shown(gain.high)}), ${reading}: the gain is not shown to come from the coarse labels.`,
  ];
}

function shown(value: number | null): string {
  return value === null ? "no number" : String(Number(value.toFixed(1))).replace("-", "−");
}
