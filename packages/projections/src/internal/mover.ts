import proj4, { type Converter } from "proj4";
import type { Definition, Shift } from "./definition.ts";
import { type Proj4System, proj4System } from "./proj4-system.ts";
import { choiceByBoxes, choiceByDegrees, type ShiftChoice } from "./shift-choice.ts";
import { crsNamed, unsupported } from "./unsupported.ts";

/** A position: x, then y. */
export type Place = readonly [x: number, y: number];

/** Moves a point; the numbers are not finite where it has no place. */
export type Mover = (x: number, y: number) => Place;

/** What a point becomes where no shift of a datum is known. */
export const NO_SHIFT: Place = [Number.NaN, Number.NaN];

let degrees: Proj4System | null = null;

/**
 * Moves points of one system into another. Over WGS 84 in two steps: proj4js builds a system anew at each point where
 * both sides are shifted.
 *
 * @throws {ProjectionError} `CRS_UNSUPPORTED`
 */
export function moverBetween(source: Definition, target: Definition): Mover {
  if (source.datum.key === target.datum.key) return withoutShift(source, target);
  for (const { name, datum } of [source, target])
    if (datum.shifts.length === 0)
      throw unsupported(crsNamed(name), `the shift of its datum "${datum.name}" to WGS 84 is not known`);
  const [ahead, back] = [toDegrees(source), fromDegrees(target)];
  return (x, y) => {
    const place = ahead(x, y);
    return Number.isFinite(place[0]) ? back(place[0], place[1]) : place;
  };
}

function withoutShift(source: Definition, target: Definition): Mover {
  if (source.projection === target.projection) return (x, y) => [x, y];
  return moverOf(proj4(proj4System(source, null), proj4System(target, null)), "forward");
}

function toDegrees(definition: Definition): Mover {
  const converters = convertersOf(definition);
  let choice: ShiftChoice | null = null;
  return (x, y) => {
    choice ??=
      definition.projection === null
        ? choiceByDegrees(definition)
        : choiceByBoxes(definition, ownMover(definition));
    const shift = choice(x, y);
    return shift === null ? NO_SHIFT : converters(shift).inverse(x, y);
  };
}

function fromDegrees(definition: Definition): Mover {
  const [choice, converters] = [choiceByDegrees(definition), convertersOf(definition)];
  return (longitude, latitude) => {
    const shift = choice(longitude, latitude);
    return shift === null ? NO_SHIFT : converters(shift).forward(longitude, latitude);
  };
}

/** From degrees on the system's own datum. */
function ownMover(definition: Definition): Mover {
  return withoutShift({ ...definition, projection: null }, definition);
}

interface BothWays {
  /** From degrees on WGS 84. */
  readonly forward: Mover;
  readonly inverse: Mover;
}

function convertersOf(definition: Definition): (shift: Shift | null) => BothWays {
  const made = new Map<Shift | null, BothWays>();
  return (shift) => {
    const known = made.get(shift);
    if (known !== undefined) return known;
    degrees ??= new proj4.Proj("+proj=longlat +datum=WGS84");
    const converter = proj4(degrees, proj4System(definition, shift));
    const both = { forward: moverOf(converter, "forward"), inverse: moverOf(converter, "inverse") };
    made.set(shift, both);
    return both;
  };
}

/** proj4js throws for points that it cannot compute; to the callers they have no place. */
function moverOf(converter: Converter, way: "forward" | "inverse"): Mover {
  return (x, y) => {
    try {
      const [movedX = Number.NaN, movedY = Number.NaN] = converter[way]([x, y], true);
      return [movedX, movedY];
    } catch {
      return [Number.NaN, Number.NaN];
    }
  };
}
