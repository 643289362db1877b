import {
  type Band,
  type ClassScheme,
  coarseGrid,
  downsampleLabels,
  downsampleRaster,
  type Grid,
  type LabelMap,
  type Raster,
  type RasterSource,
  type Window,
  wholeWindow,
} from "@undercoat/raster";
import { DatasetsError } from "./errors.ts";
import { assertGrid, imageSource } from "./image-source.ts";
import { assertInside } from "./internal/assert-inside.ts";
import { assertSameScheme } from "./internal/assert-same-scheme.ts";
import type { ImageMethod } from "./internal/read-image.ts";
import { ignoreOutside, type LabelMethod, labelReader, type ReadLabels } from "./internal/read-labels.ts";
import type { Scene } from "./scene-dataset.ts";

/** What to read of a {@link SceneSource}; left out: everything. */
export interface ReadSceneOptions {
  /** Pixels of the scene. */
  readonly window?: Window;
  readonly signal?: AbortSignal;
}

/** One image with its labels on the same grid, read window by window. */
export interface SceneSource extends Grid {
  /** Unique within a dataset; names the scene's random streams. */
  readonly id: string;
  readonly bands: readonly Band[];
  readonly scheme: ClassScheme;
  /** The image of a window; 0 where it is not valid. */
  readImage(options?: ReadSceneOptions): Promise<Raster>;
  /** Image and labels of a window; labels are ignored where the image is not valid. */
  read(options?: ReadSceneOptions): Promise<Scene>;
}

/** Labels made for any window of the image's grid, such as a `LabelBurner` of `@undercoat/vector`. */
export interface LabelWindows {
  burn(window: Window): LabelMap;
}

/** Options of {@link sceneSource}. */
export interface SceneSourceOptions {
  readonly id: string;
  /** One raster, or several whose bands lie side by side; the first one's grid is the scene's. */
  readonly image: RasterSource | readonly RasterSource[];
  /** One band of class values, or labels burnt from features on the image's grid. */
  readonly labels: RasterSource | LabelWindows;
  readonly scheme: ClassScheme;
  /** Names or numbers (from 1, through all rasters) of the bands to use, in this order. Omitted: all. */
  readonly bands?: readonly (string | number)[];
  /** Makes pixels this many times larger: block means (rounded if the file holds integers) and majority labels. */
  readonly downsample?: number;
  /** How what lies on another grid, or in another CRS, is brought onto the scene's. Omitted: it is refused. */
  readonly align?: AlignOptions;
}

/** How rasters on other grids are brought onto a scene's; what they do not cover is not valid, or ignored. */
export interface AlignOptions {
  /** The pixel under the centre, or the class with the largest area. Omitted: labels on another grid are refused. */
  readonly labels?: LabelMethod | undefined;
  /** The pixel under the centre, interpolated, or the mean by area. Omitted: images on another grid are refused. */
  readonly image?: ImageMethod | undefined;
}

/**
 * A scene over open rasters, read window by window: memory does not grow with their size.
 *
 * @remarks Does not close the rasters.
 * @throws {DatasetsError} `GRID_MISMATCH` where grids differ by more than 0.01 pixels without `align`, `NO_SCENES` without
 *   an image, `BAND_UNKNOWN`, `BAND_AMBIGUOUS`, `NOT_ONE_BAND` if the labels have several bands, `NODATA_IS_CLASS`;
 *   `SIZE_MISMATCH` and `SCHEME_MISMATCH` from `read` if burnt labels do not fit.
 * @throws {RasterError} `FACTOR_UNUSABLE`; from `read`: `CLASS_OUTSIDE_SCHEME` if the labels hold another value, `LOSSY_CONVERSION` if
 *   float32 cannot hold a sample.
 *
 * @example
 * ```ts
 * const source = sceneSource({ id: "north", image: [optical, height], labels, scheme, align: { image: "bilinear" } });
 * const { image, labels: classes } = await source.read({ window: { x: 0, y: 0, width: 512, height: 512 } });
 * ```
 */
export function sceneSource(options: SceneSourceOptions): SceneSource {
  const { id, labels, scheme, downsample = 1, align = {} } = options;
  const images = [options.image].flat();
  const image = imageSource(images, { id, bands: options.bands, align: align.image });
  const { bands, width, height, geotransform, crs } = image;
  const grid = { width, height, geotransform, crs };
  if ("read" in labels)
    assertGrid(id, [{ ...grid, name: images[0]?.name ?? id }, labels], "labels", align.labels);
  const readLabels =
    "read" in labels
      ? labelReader(labels, grid, { id, scheme, method: align.labels })
      : burnt(id, labels, scheme);
  const coarse = coarseGrid(grid, downsample);
  const finePixels = (window: Window) => {
    assertInside({ sceneId: id, window }, coarse, "scene");
    return fineWindow(window, downsample, grid);
  };
  const coarseImage = (fine: Raster) =>
    downsample === 1 ? fine : downsampleRaster(fine, downsample, { round: image.isWhole });
  return Object.freeze({
    id,
    ...coarse,
    bands,
    scheme,
    readImage: async ({ window = wholeWindow(coarse), signal }: ReadSceneOptions = {}) =>
      coarseImage(await image.readImage({ window: finePixels(window), signal })),
    read: async ({ window = wholeWindow(coarse), signal }: ReadSceneOptions = {}) => {
      const pixels = finePixels(window);
      const read = await image.readImage({ window: pixels, signal });
      const classes = ignoreOutside(await readLabels(pixels, signal), read);
      const labels = downsample === 1 ? classes : downsampleLabels(classes, downsample);
      return Object.freeze({ id, image: coarseImage(read), labels });
    },
  });
}

function burnt(id: string, labels: LabelWindows, scheme: ClassScheme): ReadLabels {
  return async (window) => {
    const made = labels.burn(window);
    assertSameScheme(id, made.scheme, scheme);
    if (made.width === window.width && made.height === window.height) return made;
    throw new DatasetsError("SIZE_MISMATCH", {
      message: `scene "${id}": labels of a window of ${window.width}×${window.height} pixels came as ${made.width}×${made.height}; burn them on the image's grid`,
      context: { id, window },
    });
  };
}

/** The pixels that make a window of the coarse grid; blocks at the far edges may be partial. */
function fineWindow({ x, y, width, height }: Window, factor: number, grid: Grid): Window {
  const [left, top] = [x * factor, y * factor];
  return {
    x: left,
    y: top,
    width: Math.min(width * factor, grid.width - left),
    height: Math.min(height * factor, grid.height - top),
  };
}
