import { EVERYWHERE } from "./area.ts";
import type { Datum, Definition, Shift } from "./definition.ts";
import { ellipsoidSize } from "./ellipsoids.ts";
import { datumsNamed, epsgDatum, plainName } from "./epsg.ts";
import { crsNamed, unsupported } from "./unsupported.ts";
import { child, nameOf, numberOf, type WktNode } from "./wkt-tree.ts";

const METRE = 1e-2;
const FLATTENING = 1e-4;
const DEGREE = 1e-6;

/** Ellipsoid and prime meridian of a WKT text. */
interface Figure {
  readonly a: number;
  /** Inverse flattening; 0 for a sphere. */
  readonly rf: number;
  /** Degrees east of Greenwich. */
  readonly meridian: number;
}

/**
 * The datum of a geographic system. A `TOWGS84` of the text is taken as it is; else the table is asked by code and by
 * name, and the ellipsoid must be the same. Without either the datum has no shifts.
 *
 * @throws {ProjectionError} `CRS_UNSUPPORTED`
 */
export function datumOf(base: WktNode, name: string): Datum {
  const datum = child(base, "DATUM", "TRF", "GEODETICDATUM", "ENSEMBLE");
  const figure = figureOf(base, datum, name);
  const own = child(datum ?? base, "TOWGS84")?.values.map(Number);
  if (own !== undefined) return shifted(nameOf(datum), textOf(figure), { values: own, name });
  const known = candidates(base, datum).find((other) => sameFigure(other, figure));
  const title = nameOf(datum) || nameOf(base) || "without a name";
  return (
    known ?? {
      key: `${plainName(title)} ${textOf(figure)}`,
      name: title,
      text: textOf(figure),
      area: null,
      shifts: [],
    }
  );
}

/**
 * The datum of a system that brings its shift to WGS 84 along.
 *
 * @throws {ProjectionError} `CRS_UNSUPPORTED` for grids and other methods.
 */
export function boundDatum(node: WktNode, { name, datum }: Definition): Datum {
  const target = child(node, "TARGETCRS")?.nodes[0];
  if (target === undefined || plainName(nameOf(target)) !== "wgs84")
    throw unsupported(crsNamed(name), `it is bound to "${nameOf(target)}", WGS 84 was expected`);
  const transformation = child(node, "ABRIDGEDTRANSFORMATION");
  const method = nameOf(transformation && child(transformation, "METHOD"));
  const values = transformation?.nodes
    .filter(({ keyword }) => keyword === "PARAMETER")
    .map((one) => numberOf(one));
  const [x = 0, y = 0, z = 0, rx = 0, ry = 0, rz = 0, scale = 1] = values ?? [];
  if (/^geocentric translations/i.test(method))
    return shifted(datum.name, datum.text, { values: [x, y, z], name });
  const sign = /^position vector/i.test(method) ? 1 : /^coordinate frame/i.test(method) ? -1 : 0;
  if (sign === 0 || values?.length !== 7)
    throw unsupported(
      crsNamed(name),
      `its shift to WGS 84 is of the method "${method}", a Helmert shift was expected`,
    );
  const seven = [x, y, z, sign * rx, sign * ry, sign * rz, (scale - 1) * 1e6];
  return shifted(datum.name, datum.text, { values: seven, name });
}

function shifted(
  datumName: string,
  text: string,
  { values, name }: { readonly values: readonly number[]; readonly name: string },
): Datum {
  if ((values.length !== 3 && values.length !== 7) || !values.every(Number.isFinite))
    throw unsupported(
      crsNamed(name),
      `its TOWGS84 holds ${values.length} values, 3 or 7 numbers were expected`,
    );
  const towgs84 = values.map((value) => Number(value.toPrecision(12))).join(",");
  const shift: Shift = {
    towgs84,
    accuracyMetres: null,
    isOffshore: false,
    area: EVERYWHERE,
    size: Number.POSITIVE_INFINITY,
    betterGrid: null,
  };
  return { key: `${towgs84} ${text}`, name: datumName, text, area: null, shifts: [shift] };
}

function candidates(base: WktNode, datum: WktNode | undefined): Datum[] {
  const names = [nameOf(base), nameOf(datum)].filter((name) => name !== "").flatMap(datumsNamed);
  const id = child(base, "ID", "AUTHORITY");
  const coded = /^EPSG$/i.test(nameOf(id)) ? epsgDatum(Number(id?.values[1])) : null;
  return coded !== null && names.includes(coded) ? [coded, ...names] : names;
}

function sameFigure({ text }: Datum, { a, rf, meridian }: Figure): boolean {
  const size = ellipsoidSize(text);
  const own = Number(/\+pm=(\S+)/.exec(text)?.[1] ?? 0);
  return (
    size !== null &&
    Math.abs(size.a - a) < METRE &&
    Math.abs(size.rf - rf) < FLATTENING &&
    Math.abs(own - meridian) < DEGREE
  );
}

function figureOf(base: WktNode, datum: WktNode | undefined, name: string): Figure {
  const ellipsoid = child(datum ?? base, "ELLIPSOID", "SPHEROID");
  const unit = ellipsoid && child(ellipsoid, "LENGTHUNIT", "UNIT");
  const [a, rf] = [numberOf(ellipsoid) * (unit === undefined ? 1 : numberOf(unit)), numberOf(ellipsoid, 2)];
  if (!(a > 1e5 && a < 1e8) || !(rf === 0 || rf > 1))
    throw unsupported(crsNamed(name), "it has no ellipsoid of the Earth");
  return { a, rf, meridian: meridianOf(base, name) };
}

const GRAD = 0.9;
const PARIS_GRADS = 2.5969213;

/** WKT1 counts in degrees, but for Paris, which some write in grads as its system counts. */
function meridianOf(base: WktNode, name: string): number {
  const node = child(base, "PRIMEM");
  if (node === undefined) return 0;
  const longitude = numberOf(node);
  const unit = child(node, "ANGLEUNIT", "UNIT");
  const factor = unit === undefined ? 1 : (numberOf(unit) * 180) / Math.PI;
  const degrees =
    unit === undefined && Math.abs(longitude - PARIS_GRADS) < 1e-6 ? longitude * GRAD : longitude * factor;
  if (!Number.isFinite(degrees))
    throw unsupported(crsNamed(name), "the longitude of its prime meridian is no number");
  return Number(degrees.toPrecision(12));
}

function textOf({ a, rf, meridian }: Figure): string {
  const size = rf === 0 ? `+a=${a} +b=${a}` : `+a=${a} +rf=${rf}`;
  return meridian === 0 ? size : `${size} +pm=${meridian}`;
}
