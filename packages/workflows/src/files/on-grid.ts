import { openGeoTiff } from "@undercoat/geotiff";
import { type Grid, gridMismatch, type Raster, toRaster } from "@undercoat/raster";
import { WorkflowError } from "../errors.ts";

/** A file, and the grid it lies on. */
export interface PlacedFile {
  readonly file: string;
  readonly grid: Grid;
}

/** Refuses a file on another grid than the labels. @throws {WorkflowError} `DATA` */
export function assertSameGrid(labels: PlacedFile, other: PlacedFile): void {
  const mismatch = gridMismatch(labels.grid, other.grid);
  if (mismatch === null) return;
  throw new WorkflowError("DATA", {
    message: `"${labels.file}" and "${other.file}" do not lie on each other: ${mismatch}; bring them onto one grid first`,
    context: { file: labels.file, other: other.file, mismatch },
  });
}

/** Reads an image on the grid of labels. @throws {WorkflowError} `DATA` if it lies on another one. */
export async function readImageOn(labels: PlacedFile, file: string): Promise<Raster> {
  const source = await openGeoTiff(file);
  try {
    assertSameGrid(labels, { file, grid: source });
    return toRaster(await source.read(), source, source.bands);
  } finally {
    await source.close();
  }
}
