import { type Grid, IGNORE_INDEX, type Window } from "@undercoat/raster";
import { collectFeatures, labelBurner, openVector, reprojectFeatures } from "@undercoat/vector";
import { WorkflowError } from "../errors.ts";

const REGION = { name: "region", classes: [{ value: 1, name: "inside" }] };

/** The pixels that lie in the polygons of a file. */
export interface RegionOfInterest {
  /** `[height, width]`: 1 where a pixel's centre lies inside. */
  wanted(window: Window): Uint8Array;
  isWanted(window: Window): boolean;
}

/**
 * Reads the polygons of a file, in any CRS.
 *
 * @throws {WorkflowError} `DATA` where the raster has no place on the ground, or nothing of the region lies on it.
 */
export async function regionOfInterest(file: string, grid: Grid): Promise<RegionOfInterest> {
  if (grid.geotransform === null || grid.crs.kind === "unknown")
    throw new WorkflowError("DATA", {
      message: `--roi "${file}" lies on the ground, but the raster has no ${grid.geotransform === null ? "geotransform" : "CRS"}; leave --roi out, or georeference the raster`,
      context: { file },
    });
  const source = await openVector(file);
  try {
    const features = await collectFeatures(
      reprojectFeatures(source.features(), { to: grid.crs, outside: "leave-out" }),
    );
    const polygons = features.filter(({ geometry }) => geometry?.type.endsWith("Polygon") ?? false);
    const burner = labelBurner(polygons, {
      grid,
      scheme: REGION,
      burn: () => ({ classIndex: 0 }),
      background: IGNORE_INDEX,
    });
    return Object.freeze({
      wanted: (window: Window) => burner.burn(window).data.map((index) => (index === 0 ? 1 : 0)),
      isWanted: (window: Window) => burner.burn(window).data.includes(0),
    });
  } finally {
    await source.close();
  }
}
