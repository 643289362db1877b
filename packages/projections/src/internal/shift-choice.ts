import { areaHolds, EVERYWHERE } from "./area.ts";
import type { Definition, Shift } from "./definition.ts";
import { bestOf, fallbackOf, shiftsOf } from "./shifts.ts";

/** Says which shift holds at a place; null: none that is known. */
export type ShiftChoice = (x: number, y: number) => Shift | null;

type Box = readonly [left: number, bottom: number, right: number, top: number];

/** Points on each edge of an area, as many as PROJ takes. */
const EDGE_POINTS = 21;

/** The choice by longitude and latitude. */
export function choiceByDegrees(definition: Definition): ShiftChoice {
  const [shifts, fallback] = [shiftsOf(definition), fallbackOf(definition)];
  if (shifts.length === 1 && fallback !== null) return () => fallback;
  return (longitude, latitude) =>
    bestOf(shifts, ({ area }) => areaHolds(area, longitude, latitude)) ?? fallback;
}

/**
 * The choice by coordinates of a projected system: whether they lie in the box around the projected area, as PROJ asks.
 *
 * @param project - From degrees on the system's own datum.
 */
export function choiceByBoxes(
  definition: Definition,
  project: (longitude: number, latitude: number) => readonly [number, number],
): ShiftChoice {
  const [shifts, fallback] = [shiftsOf(definition), fallbackOf(definition)];
  if (shifts.length === 1 && fallback !== null) return () => fallback;
  const boxes = shifts.map((shift) => boxAround(shift, project));
  const holds = (box: Box | undefined, x: number, y: number) =>
    box !== undefined && x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
  return (x, y) => bestOf(shifts, (_, index) => holds(boxes[index], x, y)) ?? fallback;
}

function boxAround(
  { area }: Shift,
  project: (longitude: number, latitude: number) => readonly [number, number],
): Box {
  const [west, south, east, north] = area;
  if (area.every((edge, index) => edge === EVERYWHERE[index]))
    return [
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ];
  const width = east >= west ? east - west : east - west + 360;
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let step = 0; step <= EDGE_POINTS; step++) {
    const share = step / EDGE_POINTS;
    const [longitude, latitude] = [west + share * width, south + share * (north - south)];
    const edge = [
      project(longitude, south),
      project(longitude, north),
      project(west, latitude),
      project(east, latitude),
    ];
    for (const [x, y] of edge) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      bottom = Math.min(bottom, y);
      top = Math.max(top, y);
    }
  }
  return [left, bottom, right, top];
}
