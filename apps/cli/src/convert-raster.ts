import {
  type ConvertGeoTiffOptions,
  convertGeoTiff,
  openGeoTiff,
  type WrittenGeoTiff,
} from "@undercoat/geotiff";

/** What {@link convertRaster} takes. */
export type ConvertFlags = Pick<ConvertGeoTiffOptions, "compression" | "tileSize" | "overviews"> & {
  readonly isolated?: boolean;
};

/** What was written. */
export interface ConvertedRaster extends WrittenGeoTiff {
  readonly width: number;
  readonly height: number;
}

const LINE_SECONDS = 5;

/** Copies a GeoTIFF with progress on stderr; the first Ctrl-C or SIGTERM stops and leaves no file. */
export async function convertRaster(
  file: string,
  out: string,
  { isolated, ...options }: ConvertFlags,
): Promise<ConvertedRaster> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  const source = await openGeoTiff(file, isolated === true ? { isolated: true } : {});
  try {
    const { width, height } = source;
    let written: WrittenGeoTiff | null = null;
    let last = performance.now();
    for await (const report of convertGeoTiff(source, out, { ...options, signal: controller.signal })) {
      if (performance.now() - last > LINE_SECONDS * 1000) {
        process.stderr.write(`${Math.floor((100 * report.rowsDone) / report.rows)} %\n`);
        last = performance.now();
      }
      written = report.written ?? written;
    }
    if (written === null) throw new RangeError(`"${out}" was not finished`);
    return { ...written, width, height };
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, stop);
    await source.close();
  }
}
