import { type Bounds, type Grid, gridBounds } from "@undercoat/raster";
import { type Geometry, openVector, reprojectFeatures } from "@undercoat/vector";

/** What all features of a file reach over, in the CRS of a grid; null where there is none. */
export async function featureBounds(file: string, { crs }: Pick<Grid, "crs">): Promise<Bounds | null> {
  const source = await openVector(file, { broken: "leave-out" });
  const bounds = { xMin: Infinity, yMin: Infinity, xMax: -Infinity, yMax: -Infinity };
  try {
    for await (const { geometry } of reprojectFeatures(source.features(), { to: crs, outside: "leave-out" }))
      if (geometry !== null) widen(bounds, geometry);
  } finally {
    await source.close();
  }
  return bounds.xMin <= bounds.xMax ? bounds : null;
}

/** Whether bounds reach into a grid. */
export function touchesGrid(bounds: Bounds | null, grid: Grid): boolean {
  if (bounds === null) return false;
  const { xMin, xMax, yMin, yMax } = gridBounds(grid);
  return bounds.xMin < xMax && bounds.xMax > xMin && bounds.yMin < yMax && bounds.yMax > yMin;
}

type MutableBounds = { -readonly [key in keyof Bounds]: Bounds[key] };

function widen(bounds: MutableBounds, geometry: Geometry): void {
  const parts = geometry.type === "GeometryCollection" ? geometry.geometries : [];
  for (const part of parts) widen(bounds, part);
  if (!("coordinates" in geometry)) return;
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [x, y] = value as unknown[];
    if (typeof x !== "number" || typeof y !== "number") {
      for (const each of value) walk(each);
      return;
    }
    bounds.xMin = Math.min(bounds.xMin, x);
    bounds.xMax = Math.max(bounds.xMax, x);
    bounds.yMin = Math.min(bounds.yMin, y);
    bounds.yMax = Math.max(bounds.yMax, y);
  };
  walk(geometry.coordinates);
}
