// Reads {"code": …, "points": [[longitude, latitude, x, y, longitude back, latitude back], …]}, one system a line, and
// prints [code, metres, points that are refused]: how far this package is from PROJ at the worst point, both ways; or, for
// the metres, why the system cannot be computed.
import { createInterface } from "node:readline";
import { crsInfo, geodesicDistance, isProjectionError, pointTransform } from "../src/index.ts";

interface Row {
  readonly code: number;
  readonly points: readonly (readonly [number, number, number, number, number, number])[];
}

type Way = (x: number, y: number) => readonly [number, number];

/** Null where the point is refused. */
function distanceAt(
  [longitude, latitude, x, y, backX, backY]: Row["points"][number],
  { forward, inverse, metresPerUnit }: { forward: Way; inverse: Way; metresPerUnit: number | null },
): number | null {
  try {
    const own = forward(longitude, latitude);
    const there =
      metresPerUnit === null
        ? geodesicDistance(own, [x, y])
        : Math.hypot(own[0] - x, own[1] - y) * metresPerUnit;
    return Math.max(there, geodesicDistance(inverse(x, y), [backX, backY]));
  } catch (error) {
    if (isProjectionError(error, "OUTSIDE_DOMAIN")) return null;
    throw error;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { code, points } = JSON.parse(line) as Row;
  const refused: number[] = [];
  let distance: number | string = 0;
  try {
    const crs = { kind: "epsg", code } as const;
    const { forward, inverse } = pointTransform({ kind: "epsg", code: 4326 }, crs);
    const { metresPerUnit } = crsInfo(crs);
    for (const [index, point] of points.entries()) {
      const metres = distanceAt(point, { forward, inverse, metresPerUnit });
      if (metres === null) refused.push(index);
      else distance = Math.max(distance, metres);
    }
  } catch (error) {
    distance = `proj4js does not compute it: ${error instanceof Error ? error.message : error}`;
  }
  process.stdout.write(`${JSON.stringify([code, distance, refused])}\n`);
}
