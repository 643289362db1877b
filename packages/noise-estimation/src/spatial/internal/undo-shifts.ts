import type { Rng } from "@undercoat/random";
import { type LabelMap, labelMap } from "@undercoat/raster";
import { estimateShift, type ShiftEstimate } from "../estimate-shift.ts";
import { type ObjectShift, type OneShift, objectShifts } from "../object-shifts.ts";
import { isWrong } from "./attribute-errors.ts";
import { objectsOf } from "./objects.ts";
import { type NoEstimate, orNoEstimate } from "./refusal.ts";
import { type Displaced, movedBack, objectsMovedBack } from "./undo-shift.ts";

/** Labels with shifts undone, and wrong pixels fewer by it. */
export interface Undone {
  readonly labels: LabelMap;
  readonly ofAll: number;
  readonly ofObjects: number;
  readonly all: ShiftEstimate | NoEstimate;
  readonly objects: readonly ObjectShift[];
}

/** What shifts are looked for. */
export interface ShiftsToUndo {
  readonly maxShift: number;
  /** 0: single objects are left where they are. */
  readonly maxObjectShift: number;
  readonly classes: readonly number[];
  readonly background: number | null;
  readonly blockSize?: number | undefined;
  readonly rng: Rng;
}

/** A pair of label maps of the same pixels. */
interface Pair {
  readonly labels: LabelMap;
  readonly reference: LabelMap;
}

/** Undoes the shift of all labels, then those of single objects, where they are told from 0 and it makes fewer errors. */
export function undoShifts({ labels, reference }: Pair, options: ShiftsToUndo): Undone {
  const { maxShift, blockSize, rng } = options;
  const all = orNoEstimate(() =>
    estimateShift(
      { labels, reference },
      { maxShift, rng: rng.fork("shift"), ...(blockSize === undefined ? {} : { blockSize }) },
    ),
  );
  const wrong = wrongPixels(labels, reference);
  const step = all.kind === "shift" ? toldFromZero(all) : null;
  const back = step === null ? labels : better(labels, movedBack(labels, step), reference);
  const between = wrongPixels(back, reference);
  const objects = shiftsOfObjects({ labels: back, reference }, options);
  const after = withObjectsBack({ labels: back, reference }, objects, options);
  return {
    labels: after,
    ofAll: wrong - between,
    ofObjects: between - wrongPixels(after, reference),
    all,
    objects,
  };
}

function shiftsOfObjects(
  pair: Pair,
  { maxObjectShift, classes, background, rng }: ShiftsToUndo,
): readonly ObjectShift[] {
  if (background === null || maxObjectShift === 0 || classes.length === 0) return [];
  const found = { classes: [...classes], background, maxShift: maxObjectShift, rng: rng.fork("objects") };
  return objectShifts(pair, found);
}

function withObjectsBack(
  { labels, reference }: Pair,
  shifts: readonly ObjectShift[],
  { classes, background }: ShiftsToUndo,
): LabelMap {
  if (background === null || shifts.length === 0) return labels;
  const displaced = objectsOf(labels, classes).flatMap((object, index): Displaced[] => {
    const { shift } = shifts[index]!;
    const step = shift.kind === "shift" ? toldFromZero(shift) : null;
    return step === null ? [] : [{ object, shift: step }];
  });
  return better(labels, objectsMovedBack(labels, { reference, background }, displaced), reference);
}

/** The shift in whole pixels; null where both intervals hold 0, or it is less than half a pixel. */
function toldFromZero({ dx, dy }: Pick<OneShift, "dx" | "dy">): readonly [number, number] | null {
  const told = [dx, dy].some(({ low, high }) => low > 0 || high < 0);
  const step = [Math.round(dx.value), Math.round(dy.value)] as const;
  return told && (step[0] !== 0 || step[1] !== 0) ? step : null;
}

function better(labels: LabelMap, data: Uint8Array, reference: LabelMap): LabelMap {
  const candidate = labelMap({ ...labels, data });
  return wrongPixels(candidate, reference) < wrongPixels(labels, reference) ? candidate : labels;
}

function wrongPixels(labels: LabelMap, reference: LabelMap): number {
  let count = 0;
  for (let pixel = 0; pixel < labels.data.length; pixel++) {
    if (isWrong(labels.data[pixel]!, reference.data[pixel]!)) count += 1;
  }
  return count;
}
