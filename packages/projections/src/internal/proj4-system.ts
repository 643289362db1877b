import proj4 from "proj4";
import type { Definition, Shift } from "./definition.ts";
import { crsNamed, unsupported } from "./unsupported.ts";

/** A system as proj4js computes with it. */
export type Proj4System = InstanceType<typeof proj4.Proj>;

/**
 * A system with its shift to WGS 84; null: none. Nothing is registered with proj4js.
 *
 * @throws {ProjectionError} `CRS_UNSUPPORTED`
 */
export function proj4System({ name, projection, datum }: Definition, shift: Shift | null): Proj4System {
  const radius = /\+R=(\S+)/.exec(projection ?? "")?.[1];
  const figure = radius === undefined ? datum.text : onSphere(radius, datum.text);
  const isLeft = radius !== undefined || shift?.towgs84 === "@null";
  const text = `${projection ?? "+proj=longlat"} ${figure} ${isLeft ? "+nadgrids=@null" : `+towgs84=${shift?.towgs84 ?? "0,0,0"}`}`;
  try {
    return new proj4.Proj(text);
  } catch (cause) {
    throw unsupported(crsNamed(name), `proj4js cannot compute "${text}"`, cause);
  }
}

/** A projection on a sphere of its own takes degrees of the ellipsoid as they are: Web Mercator. */
function onSphere(radius: string, figure: string): string {
  return `+a=${radius} +b=${radius}${/ \+pm=\S+/.exec(figure)?.[0] ?? ""}`;
}
