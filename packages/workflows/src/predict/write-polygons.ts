import { mapStrips, type PredictionJob } from "@undercoat/prediction";
import { geodesicArea, type Point, pointTransform, transformLine } from "@undercoat/projections";
import { type Geotransform, type Grid, IGNORE_INDEX, labelMap } from "@undercoat/raster";
import {
  type Feature,
  type Geometry,
  polygonize,
  polygonizeStrips,
  reprojectFeatures,
  type StripRegion,
} from "@undercoat/vector";
import { WorkflowError } from "../errors.ts";
import { vectorWriter } from "../files/vector-writer.ts";
import type { PolygonFile, PolygonFileOptions } from "./polygon-options.ts";

/** Pixels of a map whose outlines are simplified: shared borders are known for the whole map only. */
const MOST_SIMPLIFIED = 2 ** 28;

/** Confidence is kept in steps of a two-hundred-and-fiftieth. */
const STEPS = 250;

/** How far an edge may lie from its straight line on the map, in degrees: a centimetre. */
const BEND_DEGREES = 1e-7;

/** Refuses what cannot become polygons, before anything is predicted. @throws {WorkflowError} `CONFIG_VALUE`, `DATA` */
export function assertPolygons(
  { out, classes, simplify = 0, crs }: PolygonFileOptions,
  grid: Grid,
  scheme: PredictionJob["scheme"],
): void {
  vectorWriter(out);
  const names = scheme.classes.map(({ name }) => name);
  const unknown = classes?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw refused(
      "CONFIG_VALUE",
      `class "${unknown}" is none of this model (${names.join(", ")}); name one of them`,
    );
  if (grid.geotransform === null)
    throw refused(
      "DATA",
      "the raster has no geotransform, but polygons lie on the ground; leave --polygons out",
    );
  if (crs !== undefined && grid.crs.kind === "unknown")
    throw refused(
      "DATA",
      "the raster has no CRS, so that its polygons cannot be moved to another; leave the CRS out",
    );
  const pixels = grid.width * grid.height;
  if (simplify > 0 && pixels > MOST_SIMPLIFIED)
    throw refused(
      "CONFIG_VALUE",
      `the map has ${pixels} pixels, but outlines of at most ${MOST_SIMPLIFIED} are simplified; leave --simplify out`,
    );
}

/** Writes the regions of a finished map as polygons: class, area on the ellipsoid, mean confidence. */
export async function writePolygons(job: PredictionJob, options: PolygonFileOptions): Promise<PolygonFile> {
  const { out, minArea = 0, simplify = 0, crs } = options;
  const { grid } = job;
  assertPolygons(options, grid, job.scheme);
  const leftOut = { regions: 0, pixels: 0 };
  const regions = simplify > 0 ? simplified(job, options) : traced(job, options);
  const areaOf = areaIn(grid);
  async function* features(): AsyncGenerator<Feature> {
    for await (const { classIndex, pixels, mean, geometry } of regions) {
      const area = areaOf(geometry);
      if (area < minArea) {
        leftOut.regions += 1;
        leftOut.pixels += pixels;
        continue;
      }
      const { value, name } = job.scheme.classes[classIndex]!;
      const properties = {
        value,
        class: name,
        area_m2: grid.crs.kind === "unknown" ? null : area,
        confidence: mean === null ? null : mean / STEPS,
        pixels,
      };
      yield { type: "Feature", properties, geometry };
    }
  }
  const wanted = crs ?? grid.crs;
  const moved =
    crs === undefined ? features() : reprojectFeatures(features(), { from: grid.crs, to: wanted });
  const written = await vectorWriter(out)(out, moved, { crs: wanted });
  return { out, features: written.features, leftOut, notes: written.notes };
}

function classIndicesOf(job: PredictionJob, { classes }: PolygonFileOptions): number[] {
  return job.scheme.classes.flatMap(({ name }, index) => ((classes?.includes(name) ?? true) ? [index] : []));
}

function traced(job: PredictionJob, options: PolygonFileOptions): AsyncGenerator<StripRegion> {
  const geotransform = job.grid.geotransform as Geotransform; // asserted before
  const classIndices = classIndicesOf(job, options);
  return polygonizeStrips(mapStrips(job), { width: job.grid.width, geotransform, classIndices });
}

/** The same regions with simplified outlines, for which the whole map is held. */
async function* simplified(job: PredictionJob, options: PolygonFileOptions): AsyncGenerator<StripRegion> {
  const { width, height, geotransform, crs } = job.grid;
  const data = new Uint8Array(width * height);
  let at = 0;
  for await (const strip of mapStrips(job)) {
    data.set(strip.data, at);
    at += strip.data.length;
  }
  const regions: Omit<StripRegion, "geometry">[] = [];
  for await (const { geometry: _, ...region } of traced(job, options)) regions.push(region);
  regions.sort((a, b) => a.first - b.first); // the order of polygonize
  const labels = labelMap({ width, height, scheme: job.scheme, data, geotransform, crs });
  const classIndices = classIndicesOf(job, options).filter((index) => index !== IGNORE_INDEX);
  const { features } = polygonize(labels, { classIndices, simplify: options.simplify ?? 0 });
  for (const [index, { geometry }] of features.entries()) yield { ...regions[index]!, geometry: geometry! };
}

/** Areas on the ellipsoid in square metres; without a CRS, in square units of the grid. */
function areaIn({ crs }: Grid): (geometry: Geometry) => number {
  if (crs.kind === "unknown") return (geometry) => sumOfRings(geometry, flatArea);
  const degrees = pointTransform(crs, { kind: "epsg", code: 4326 });
  return (geometry) =>
    sumOfRings(geometry, (ring) => geodesicArea(transformLine(ring, degrees, { tolerance: BEND_DEGREES })));
}

/** Outlines less holes, whichever way they run. */
function sumOfRings(geometry: Geometry, areaOf: (ring: readonly Point[]) => number): number {
  const polygons =
    geometry.type === "Polygon"
      ? [geometry.coordinates]
      : geometry.type === "MultiPolygon"
        ? geometry.coordinates
        : [];
  return polygons.reduce((sum, rings) => {
    const areas = rings.map((ring) => Math.abs(areaOf(ring as readonly Point[])));
    return sum + areas.reduce((rest, area, index) => (index === 0 ? area : rest - area), 0);
  }, 0);
}

function flatArea(ring: readonly Point[]): number {
  let double = 0;
  for (let at = 1; at < ring.length; at++) {
    const [[x0, y0], [x1, y1]] = [ring[at - 1]!, ring[at]!];
    double += x0 * y1 - x1 * y0;
  }
  return double / 2;
}

function refused(code: "CONFIG_VALUE" | "DATA", message: string): WorkflowError {
  return new WorkflowError(code, { message });
}
