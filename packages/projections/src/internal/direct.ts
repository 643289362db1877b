import { EVERYWHERE } from "./area.ts";
import type { Definition, Shift } from "./definition.ts";
import { directShifts } from "./epsg.ts";

const UNSHIFTED: Shift = {
  towgs84: "0,0,0",
  accuracyMetres: 0,
  isOffshore: false,
  area: EVERYWHERE,
  size: Number.POSITIVE_INFINITY,
  betterGrid: null,
};

/** Two systems with the shifts that PROJ takes between their datums, where those are others than over WGS 84. */
export function directly(source: Definition, target: Definition): readonly [Definition, Definition] {
  const ahead = directShifts(source.datum.key, target.datum.key);
  if (ahead !== null) return [withShifts(source, ahead), withShifts(target, [UNSHIFTED])];
  const back = directShifts(target.datum.key, source.datum.key);
  if (back !== null) return [withShifts(source, [UNSHIFTED]), withShifts(target, back)];
  return [source, target];
}

function withShifts(definition: Definition, shifts: readonly Shift[]): Definition {
  return { ...definition, datum: { ...definition.datum, shifts } };
}
