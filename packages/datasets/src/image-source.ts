import {
  type Band,
  type Grid,
  gridMismatch,
  type Raster,
  type RasterSource,
  type Window,
  wholeWindow,
} from "@undercoat/raster";
import { DatasetsError } from "./errors.ts";
import { assertInside } from "./internal/assert-inside.ts";
import { chooseBands } from "./internal/choose-bands.ts";
import { type ImageMethod, mergeBands, partReader } from "./internal/read-image.ts";

/** Options of {@link imageSource}. */
export interface ImageSourceOptions {
  /** What messages call it: the id of a scene. */
  readonly id: string;
  /** Names or numbers (from 1, through all rasters) of the bands to use, in this order. Omitted: all. */
  readonly bands?: readonly (string | number)[] | undefined;
  /** How rasters on another grid, or in another CRS, are brought onto the first one's. Omitted: they are refused. */
  readonly align?: ImageMethod | undefined;
}

/** One image out of one or several rasters, read window by window. */
export interface ImageSource extends Grid {
  readonly id: string;
  readonly bands: readonly Band[];
  /** Whether every raster holds whole numbers. */
  readonly isWhole: boolean;
  /** Float32 samples of a window; a pixel is valid where it is in every raster, and 0 elsewhere. */
  readImage(options?: {
    readonly window?: Window;
    readonly signal?: AbortSignal | undefined;
  }): Promise<Raster>;
}

/**
 * An image over open rasters whose bands lie side by side; the first one's grid is the image's. Does not close them.
 *
 * @throws {DatasetsError} `GRID_MISMATCH` where grids differ by more than 0.01 pixels without `align`, `NO_SCENES` without
 *   a raster, `BAND_UNKNOWN`, `BAND_AMBIGUOUS`; `WINDOW_OUTSIDE` from `readImage`.
 * @throws {RasterError} From `readImage`: `LOSSY_CONVERSION` if float32 cannot hold a sample.
 *
 * @example
 * ```ts
 * const image = imageSource([optical, height], { id: "north", align: "bilinear" });
 * const { data, validity } = await image.readImage({ window: { x: 0, y: 0, width: 512, height: 512 } });
 * ```
 */
export function imageSource(
  image: RasterSource | readonly RasterSource[],
  { id, bands: asked, align }: ImageSourceOptions,
): ImageSource {
  const images = [image].flat();
  const grid = firstOf(id, images);
  for (const other of images.slice(1)) assertGrid(id, [grid, other], "image", align);
  const { bands, chosen } = chooseBands(images, asked);
  const readers = chosen.map((part) => partReader(part, grid, align));
  const places = chosen.map((part) => part.places);
  const { width, height, geotransform, crs } = grid;
  return Object.freeze({
    id,
    ...{ width, height, geotransform, crs },
    bands,
    isWhole: chosen.every(({ source }) => !source.sampleType.startsWith("float")),
    readImage: async ({ window = wholeWindow(grid), signal } = {}) => {
      assertInside({ sceneId: id, window }, grid, "scene");
      const parts = [];
      for (const reader of readers) parts.push(await reader(window, signal));
      return mergeBands(parts, places, bands);
    },
  } satisfies ImageSource);
}

function firstOf(id: string, images: readonly RasterSource[]): RasterSource {
  const [first] = images;
  if (first !== undefined) return first;
  throw new DatasetsError("NO_SCENES", {
    message: `scene "${id}" has 0 images, expected at least 1; give a raster`,
    context: { id },
  });
}

/** Internal: refuses a raster on another grid, unless it was said how to align it. */
export function assertGrid(
  id: string,
  [first, other]: readonly [Grid & { readonly name: string }, RasterSource],
  role: "image" | "labels",
  align: string | undefined,
): void {
  const mismatch = align === undefined ? gridMismatch(first, other) : null;
  if (mismatch === null) return;
  throw new DatasetsError("GRID_MISMATCH", {
    message: `scene "${id}": image "${first.name}" and ${role} "${other.name}" do not lie on each other: ${mismatch}; bring the second to the grid of the first, or ask for it with align: { ${role}: "${role === "image" ? "bilinear" : "nearest"}" }`,
    context: { id, image: first.name, [role === "image" ? "other" : role]: other.name, mismatch },
  });
}
