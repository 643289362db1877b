import { type GeoTiffSource, openGeoTiff } from "@undercoat/geotiff";
import { type ApplyCrosswalkOptions, applyCrosswalk, type LabelSource } from "@undercoat/label-sources";
import {
  type ClassScheme,
  classScheme,
  decodeLabels,
  type Grid,
  gridMismatch,
  type LabelMap,
  tileWindows,
  toCodedRaster,
  type Window,
  windowGrid,
} from "@undercoat/raster";
import { WorkflowError } from "../errors.ts";
import { assertNodataIsNoClass, withoutNodata } from "./open-label-file.ts";
import { readLabelSource } from "./read-scheme.ts";
import { wantedCrosswalk } from "./wanted-crosswalk.ts";

/** Two label files, and the schemes that their classes are compared in. */
export interface MapPairOptions extends Pick<ApplyCrosswalkOptions, "ambiguous"> {
  readonly labels: string;
  readonly predicted: string;
  /** Product or scheme file in which both are compared; default: that of the labels, else of the prediction, else the codes. */
  readonly scheme?: string | undefined;
  /** Product or scheme file of the labels, where it is another one. */
  readonly labelsScheme?: string | undefined;
  readonly predictedScheme?: string | undefined;
  /** YAML file that maps the classes of the labels' scheme; default: the crosswalk between the products. */
  readonly labelsMapping?: string | undefined;
  readonly predictedMapping?: string | undefined;
}

/** The same window of both maps, in one scheme. */
export interface MapWindow {
  readonly window: Window;
  readonly labels: LabelMap;
  readonly predicted: LabelMap;
}

/** Two open maps on one grid. */
export interface MapPair {
  readonly grid: Grid;
  readonly scheme: ClassScheme;
  readonly notes: readonly string[];
  read(window: Window): Promise<MapWindow>;
  close(): Promise<void>;
}

/** About 50 MB of memory, whatever the size of the files. */
const STEP = { width: 4096, height: 1024 };

/** Windows that cover the grid, in reading order. */
export function readingWindows(grid: Grid): readonly Window[] {
  return tileWindows(grid, STEP);
}

/**
 * Opens two label files and checks that they lie on each other.
 *
 * @param codes - The classes where no scheme is named; left out: both files are read through to find them.
 * @throws {WorkflowError} `DATA` for files with several bands, on different grids or with too many codes; `CONFIG_VALUE`; the
 *   errors of {@link wantedCrosswalk} and `AMBIGUOUS_CLASSES`; from `read` a {@link RasterError} `CLASS_OUTSIDE_SCHEME`.
 */
export async function openMapPair(options: MapPairOptions, codes?: ClassScheme): Promise<MapPair> {
  const labels = await openClasses(options.labels);
  try {
    const predicted = await openClasses(options.predicted);
    try {
      return await pairOf([labels, predicted], options, codes);
    } catch (error) {
      await predicted.close();
      throw error;
    }
  } catch (error) {
    await labels.close();
    throw error;
  }
}

async function pairOf(
  [labels, predicted]: readonly [GeoTiffSource, GeoTiffSource],
  options: MapPairOptions,
  codes?: ClassScheme,
): Promise<MapPair> {
  assertSameGrid(labels, predicted, options);
  const { width, height, geotransform, crs } = labels;
  const grid: Grid = { width, height, geotransform, crs };
  const common = options.scheme ?? options.labelsScheme ?? options.predictedScheme;
  const product: Product =
    common === undefined
      ? { scheme: codes ?? (await schemeOfCodes([labels, predicted], grid)), nodataValues: [] }
      : await readLabelSource(common);
  const { ambiguous } = options;
  const sides = [
    {
      source: labels,
      file: options.labels,
      from: options.labelsScheme,
      mapping: options.labelsMapping,
      flag: "--labels",
    },
    {
      source: predicted,
      file: options.predicted,
      from: options.predictedScheme,
      mapping: options.predictedMapping,
      flag: "--predicted",
    },
  ];
  const readers = await Promise.all(
    sides.map((side) =>
      classReader({ ...side, common, product, ...(ambiguous === undefined ? {} : { ambiguous }) }),
    ),
  );
  return {
    grid,
    scheme: product.scheme,
    notes: crs.kind === "unknown" ? ["neither file names a CRS: only pixel positions were compared"] : [],
    async read(window) {
      const [one, other] = await Promise.all(readers.map((read) => read(window)));
      return { window, labels: one!, predicted: other! };
    },
    async close() {
      await Promise.all([labels.close(), predicted.close()]);
    },
  };
}

interface Side extends Pick<ApplyCrosswalkOptions, "ambiguous"> {
  readonly source: GeoTiffSource;
  readonly file: string;
  readonly from: string | undefined;
  readonly mapping: string | undefined;
  readonly flag: string;
  readonly common: string | undefined;
  readonly product: Product;
}

/** Classes, and the codes that are none. */
type Product = Pick<LabelSource, "scheme" | "nodataValues">;

async function classReader(side: Side): Promise<(window: Window) => Promise<LabelMap>> {
  const { source, file, from, mapping, flag, common, product, ambiguous } = side;
  if (mapping !== undefined && (from === undefined || from === common))
    throw new WorkflowError("CONFIG_VALUE", {
      message: `${flag}-mapping "${mapping}" was given, but no ${flag}-scheme other than the one to compare in; name the scheme whose classes it maps`,
      context: { mapping },
    });
  const read = async (window: Window, { scheme, nodataValues }: Product) => {
    const coded = toCodedRaster(await source.read({ bands: [1], window }), windowGrid(source, window));
    const validity = withoutNodata(coded, new Map(nodataValues.map((value) => [value, 0])));
    return decodeLabels({ ...coded, validity }, scheme, file);
  };
  const isCommon = from === undefined || common === undefined || from === common;
  const own = isCommon ? product : await readLabelSource(from);
  if (common !== undefined) assertNodataIsNoClass(source, own.scheme);
  if (isCommon) return (window) => read(window, product);
  const walk = await wantedCrosswalk({ from, to: common, mapping });
  const options = ambiguous === undefined ? {} : { ambiguous };
  return async (window) => applyCrosswalk(await read(window, own), walk, options).labels;
}

async function openClasses(file: string): Promise<GeoTiffSource> {
  const source = await openGeoTiff(file);
  if (source.bands.length === 1) return source;
  await source.close();
  throw new WorkflowError("DATA", {
    message: `"${file}" has ${source.bands.length} bands, expected 1 band of class codes; give a map of classes, not an image or probabilities`,
    context: { file, bands: source.bands.length },
  });
}

function assertSameGrid(labels: Grid, predicted: Grid, files: MapPairOptions): void {
  const mismatch = gridMismatch(labels, predicted);
  if (mismatch === null) return;
  throw new WorkflowError("DATA", {
    message: `"${files.labels}" and "${files.predicted}" do not lie on each other: ${mismatch}; bring the prediction onto the grid of the labels first, by nearest neighbour`,
    context: { labels: files.labels, predicted: files.predicted, mismatch },
  });
}

/** The codes that occur in either file become the classes. */
async function schemeOfCodes(sources: readonly GeoTiffSource[], grid: Grid): Promise<ClassScheme> {
  const codes = new Set<number>();
  for (const source of sources)
    for (const window of readingWindows(grid)) {
      const coded = toCodedRaster(await source.read({ bands: [1], window }), windowGrid(source, window));
      addCodes(codes, coded);
      assertFewCodes(codes.size, source.name);
    }
  if (codes.size === 0)
    throw new WorkflowError("DATA", {
      message: `"${sources[0]?.name}" and "${sources[1]?.name}" hold 0 valid pixels, expected classes to compare; check nodata and validity`,
    });
  const classes = [...codes].toSorted((a, b) => a - b).map((value) => ({ value, name: String(value) }));
  return classScheme({ name: "codes in the files", classes });
}

function addCodes(codes: Set<number>, { data, validity }: ReturnType<typeof toCodedRaster>): void {
  let last = Number.NaN;
  for (let pixel = 0; pixel < data.length; pixel++) {
    if (validity?.[pixel] === 0 || data[pixel] === last) continue;
    last = data[pixel]!;
    codes.add(last);
  }
}

function assertFewCodes(count: number, file: string): void {
  if (count <= 255) return;
  throw new WorkflowError("DATA", {
    message: `"${file}" holds more than 255 different codes, expected 1 to 255 classes; give a map of classes, not an image`,
    context: { file },
  });
}
