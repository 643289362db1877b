import { areaCovers, areaHolds, middleOf, sharedArea } from "./area.ts";
import type { Definition, Shift } from "./definition.ts";

/**
 * Shifts that may be taken in the area of a system, in PROJ's order: what covers more of the area first, then what is
 * more exact.
 */
export function shiftsOf({ datum, area }: Definition): readonly Shift[] {
  const own = area ?? datum.area;
  if (own === null) return datum.shifts;
  const near = datum.shifts
    .map((shift) => ({ shift, shared: sharedArea(shift.area, own) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) =>
      Math.abs(a.shared - b.shared) > SAME ? b.shared - a.shared : exactness(a.shift) - exactness(b.shift),
    )
    .map(({ shift }) => shift);
  const everywhere = near.filter((shift) => !shift.isOffshore && areaCovers(shift.area, own));
  return near.filter((shift) => !everywhere.some((other) => other !== shift && isBetter(other, shift)));
}

/** The first of the shifts that hold, unless a later one is more exact, or as exact for a smaller area. */
export function bestOf(
  shifts: readonly Shift[],
  holds: (shift: Shift, index: number) => boolean,
): Shift | null {
  let best: Shift | null = null;
  for (const [index, shift] of shifts.entries()) {
    if (!holds(shift, index)) continue;
    if (best === null || (!shift.isOffshore && isBetter(shift, best))) best = shift;
  }
  return best;
}

/** The shift that is taken where none holds: one that covers the area of the system. PROJ shifts nothing elsewhere. */
export function fallbackOf(definition: Definition): Shift | null {
  const [shifts, own] = [shiftsOf(definition), definition.area ?? definition.datum.area];
  return shifts.find(({ area }) => own === null || areaCovers(area, own)) ?? null;
}

const SAME = 1e-12;

function exactness({ accuracyMetres }: Shift): number {
  return accuracyMetres ?? Number.POSITIVE_INFINITY;
}

function isBetter(a: Shift, b: Shift): boolean {
  if (exactness(a) !== exactness(b)) return exactness(a) < exactness(b);
  return a.size < b.size;
}

/** The accuracy of the shift in the middle of a system's area; null where it is not known. */
export function accuracyOf(definition: Definition): number | null {
  const [shifts, own] = [shiftsOf(definition), definition.area ?? definition.datum.area];
  const [longitude, latitude] = own === null ? [0, 0] : middleOf(own);
  const main = bestOf(shifts, ({ area }) => areaHolds(area, longitude, latitude));
  return (main ?? fallbackOf(definition) ?? shifts[0])?.accuracyMetres ?? null;
}

/** What the user of a system's shift should know. */
export function shiftNotes(definition: Definition): string[] {
  const { name, code } = definition;
  const shifts = shiftsOf(definition);
  const [own, notes]: [number | null, string[]] = [accuracyOf(definition), []];
  const coarsest = Math.max(...shifts.map(({ accuracyMetres }) => accuracyMetres ?? 0));
  if (shifts.some(({ towgs84 }) => towgs84 === "@null"))
    notes.push(`"${name}": where no shift of its datum is known it is taken for WGS 84, as PROJ does`);
  else if (code === null && own === null)
    notes.push(`"${name}": the shift to WGS 84 is the one of its WKT; how exact it is, is not known`);
  if (shifts.length > 1)
    notes.push(
      `"${name}": its shift depends on the place, as PROJ's does; the coarsest is within ${coarsest} m`,
    );
  const grid = shifts.find(({ betterGrid }) => betterGrid !== null)?.betterGrid;
  if (grid)
    notes.push(
      `"${name}": PROJ with the grid ${grid.name} is exact to ${grid.accuracyMetres} m, the shift taken here to ${own} m`,
    );
  return notes;
}
