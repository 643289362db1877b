import { openGeoTiff } from "@undercoat/geotiff";
import { gridMismatch, type LabelMap, type Window } from "@undercoat/raster";
import { WorkflowError } from "../../errors.ts";

/** Probabilities of one model on the grid of the labels, window by window. */
export interface ProbabilitySource {
  readonly name: string;
  /** `[pixel, class]`, and where they hold data. */
  read(window: Window): Promise<{ probabilities: Float32Array; validity: Uint8Array | null }>;
  close(): Promise<void>;
}

/**
 * Opens a GeoTIFF of probabilities, one band a class in the order of the scheme.
 *
 * @throws {WorkflowError} `DATA` for another grid, or another number of bands than classes.
 */
export async function openProbabilities(file: string, labels: LabelMap): Promise<ProbabilitySource> {
  const source = await openGeoTiff(file);
  const classes = labels.scheme.classes.length;
  const mismatch = gridMismatch(source, labels);
  const complaint =
    mismatch ??
    (source.bands.length === classes
      ? null
      : `it has ${source.bands.length} ${source.bands.length === 1 ? "band" : "bands"}, but the labels have ${classes} classes (${labels.scheme.classes.map(({ name }) => name).join(", ")})`);
  if (complaint !== null) {
    await source.close();
    throw new WorkflowError("DATA", {
      message: `"${file}" does not fit the labels: ${complaint}; give probabilities on their grid, one band a class, or the classes with --scheme`,
      context: { file, bands: source.bands.length, classes },
    });
  }
  return {
    name: file,
    close: () => source.close(),
    async read(window) {
      const { data, validity } = await source.read({ window });
      const probabilities = Float32Array.from(data);
      if (source.nodata === null && validity !== null)
        assertNoNaN(probabilities, validity, { file, window, classes });
      return { probabilities, validity };
    },
  };
}

/** Probabilities that are in memory, `[row, column, class]` over the whole map. */
export function memoryProbabilities(name: string, data: Float32Array, labels: LabelMap): ProbabilitySource {
  const classes = labels.scheme.classes.length;
  return {
    name,
    close: () => Promise.resolve(),
    read: ({ x, y, width, height }) => {
      const probabilities = new Float32Array(width * height * classes);
      for (let row = 0; row < height; row++) {
        const start = ((y + row) * labels.width + x) * classes;
        probabilities.set(data.subarray(start, start + width * classes), row * width * classes);
      }
      return Promise.resolve({ probabilities, validity: null });
    },
  };
}

/** A file that does not say what its missing data look like has none: NaN is an error then. */
function assertNoNaN(
  probabilities: Float32Array,
  validity: Uint8Array,
  { file, window, classes }: { file: string; window: Window; classes: number },
): void {
  const pixel = validity.findIndex(
    (valid, at) => valid === 0 && probabilities.subarray(at * classes, (at + 1) * classes).some(Number.isNaN),
  );
  if (pixel === -1) return;
  const [column, row] = [window.x + (pixel % window.width), window.y + Math.floor(pixel / window.width)];
  throw new WorkflowError("DATA", {
    message: `"${file}" holds NaN at column ${column}, row ${row}, but declares no nodata; write probabilities everywhere, or declare NaN as nodata`,
    context: { file, column, row },
  });
}
