import { rm } from "node:fs/promises";
import { type AtomicFile, createFileAtomic, writeFileAtomic } from "@undercoat/files";
import type { Grid, SampleType, Window } from "@undercoat/raster";
import { GeoTiffError } from "./errors.ts";
import { assertWindow } from "./internal/assert-request.ts";
import { assertKnown } from "./internal/option-checks.ts";
import { assemble } from "./internal/writing/assemble.ts";
import type { Resampling } from "./internal/writing/halve.ts";
import { boundedJobs } from "./internal/writing/jobs.ts";
import { auxiliaryXml } from "./internal/writing/metadata-xml.ts";
import { coloursOf } from "./internal/writing/palette.ts";
import { overviewSizes, type Pyramid, pyramid } from "./internal/writing/pyramid.ts";
import { type GivenBlock, receive } from "./internal/writing/receive.ts";
import { scratchOf } from "./internal/writing/scratch.ts";
import { FORMAT_OPTIONS, specOf, type WriteSpec } from "./internal/writing/spec.ts";
import { notWritable } from "./internal/writing/spec-checks.ts";
import { type TileStore, tileStore } from "./internal/writing/tile-store.ts";
import type { GeoTiffFormatOptions } from "./write-options.ts";

/** Options of {@link createGeoTiff}. */
export interface CreateGeoTiffOptions extends GeoTiffFormatOptions {
  /** Size and place. Without a geotransform or with an unknown CRS, the file says nothing about them. */
  readonly grid: Grid;
  readonly sampleType: SampleType;
  readonly bandCount: number;
  /**
   * Smaller copies, each half of the one before, until one tile holds all: `"average"` for images, `"mode"` (the
   * most frequent) or `"nearest"` for labels. Default `"none"`: an average of class values is no class.
   */
  readonly overviews?: Resampling | "none";
  /**
   * Stores for every pixel whether it is valid, and leaves samples as they are. Default: only where pixels that
   * are not valid cannot be told otherwise, because there is no nodata value.
   */
  readonly validityImage?: boolean;
  /** Leaves out tiles without data, and allows pixels that were never written; needs nodata or a validity image. */
  readonly sparse?: boolean;
  /** Makes a BigTIFF of any size; without it, files of 4 GB and more are one. */
  readonly bigTiff?: boolean;
  readonly signal?: AbortSignal;
}

/** What became of a file. */
export interface WrittenGeoTiff {
  readonly path: string;
  readonly bytes: number;
  readonly isBigTiff: boolean;
  /** Sizes of the overviews, from large to small. */
  readonly overviews: readonly { readonly width: number; readonly height: number }[];
  readonly hasValidityImage: boolean;
}

/** A GeoTIFF that is being written. */
export interface GeoTiffWriter {
  readonly path: string;
  readonly tileSize: number;
  /**
   * Writes a window: any window, in any order, every pixel once. Windows of whole tiles are quickest. The block
   * may be changed once the promise is fulfilled.
   */
  write(window: Window, block: GivenBlock): Promise<void>;
  /** Puts the file together and gives it its name. */
  finish(): Promise<WrittenGeoTiff>;
  /** Removes what was written; a file that was there stays. Does nothing after `finish`. */
  abort(): Promise<void>;
}

const OWN_OPTIONS = [
  "grid",
  "sampleType",
  "bandCount",
  "overviews",
  "validityImage",
  "sparse",
  "bigTiff",
  "signal",
];

const RESAMPLINGS: readonly unknown[] = ["none", "average", "nearest", "mode"];

/** Bytes of tiles that are being compressed at a time. */
const JOB_BYTES = 2 ** 24;

/**
 * Begins a cloud optimised GeoTIFF that is written window by window. It appears under `path` at `finish`, whole or
 * not at all, and replaces a file of that name together with what others had said about it (`<path>.aux.xml`,
 * `.ovr`, `.msk`). Class names are also written to `<path>.aux.xml`, where GDAL and QGIS look for them.
 *
 * A pixel that is not valid (`block.validity` 0) becomes nodata in all bands but alpha, unless it says so already;
 * without a nodata value, the file gets a validity image.
 *
 * @throws {GeoTiffError} `NOT_WRITABLE`, `OPTION_REFUSED`; from `write` also `WINDOW_OUTSIDE`, `WRITTEN_TWICE`,
 *   from `finish` `NOT_ALL_WRITTEN`, and `WRITER_CLOSED`. An aborted `signal` throws its reason.
 * @throws {FilesError} As `createFileAtomic`, for example `DISK_FULL`. Any error removes what was written.
 * @remarks Memory depends on the tile size, not on the image: packed tiles wait in a temporary file beside `path`
 *   (so the disk holds the compressed file twice for a moment), and so do tiles that are begun, beyond 32 MiB.
 *
 * @example
 * ```ts
 * const writer = await createGeoTiff("out.tif", { grid, sampleType: "uint8", bandCount: 1, overviews: "mode" });
 * for (const window of windows) await writer.write(window, await predict(window));
 * await writer.finish();
 * ```
 */
export async function createGeoTiff(path: string, options: CreateGeoTiffOptions): Promise<GeoTiffWriter> {
  assertKnown(options, [...OWN_OPTIONS, ...FORMAT_OPTIONS]);
  const spec = specOf({ ...options, usualTileSize: 512 });
  assertOwn(options, spec);
  options.signal?.throwIfAborted();
  const file = await createFileAtomic(path);
  const scratch = scratchOf(file);
  const jobs = boundedJobs(JOB_BYTES);
  const store = tileStore({ spec, scratch, jobs });
  const { overviews = "none", sparse = false, validityImage = false } = options;
  const levels = pyramid({
    spec,
    sizes: overviews === "none" ? [spec.grid] : overviewSizes(spec.grid, spec.tileSize),
    resampling: overviews === "none" ? "nearest" : overviews,
    isSparse: sparse,
    hasValidityImage: validityImage,
    store,
    scratch,
  });
  return writerOf({ path, options, spec, file, scratch, jobs, store, levels });
}

interface Parts {
  readonly path: string;
  readonly options: CreateGeoTiffOptions;
  readonly spec: WriteSpec;
  /** Where packed tiles wait. */
  readonly file: AtomicFile;
  readonly scratch: ReturnType<typeof scratchOf>;
  readonly jobs: ReturnType<typeof boundedJobs>;
  readonly store: TileStore;
  readonly levels: Pyramid;
}

function writerOf(parts: Parts): GeoTiffWriter {
  const { path, spec, options, file, jobs, levels } = parts;
  let state: "open" | "finished" | "aborted" = "open";
  let hasHoles = options.validityImage === true;
  let last: Promise<unknown> = Promise.resolve();
  const close = async () => {
    await jobs.drain().catch(() => undefined); // the first failure is the one to report
    await file.abort();
  };
  /** One call after the other, whoever waits; a failure ends the writer. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(async () => {
      if (state !== "open") throw closedError(path, state);
      try {
        options.signal?.throwIfAborted();
        return await work();
      } catch (cause) {
        state = "aborted";
        await close();
        throw cause;
      }
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  return Object.freeze({
    path,
    tileSize: spec.tileSize,
    write: (window: Window, block: GivenBlock) =>
      inTurn(async () => {
        assertWindow(window, { name: path, ...spec.grid });
        const received = receive(spec, {
          path,
          window,
          block,
          keepsValidity: options.validityImage === true,
        });
        hasHoles ||= received.hasHoles;
        await levels.put(window, received);
      }),
    finish: () =>
      inTurn(async () => {
        const written = await putTogether(parts, hasHoles);
        state = "finished";
        await file.abort();
        return written;
      }),
    abort: async () => {
      await last;
      if (state !== "open") return;
      state = "aborted";
      await close();
    },
  });
}

async function putTogether(parts: Parts, hasValidityImage: boolean): Promise<WrittenGeoTiff> {
  const { path, spec, options, scratch, jobs, store, levels } = parts;
  if (options.sparse) await levels.fillGaps();
  else assertAllWritten(path, levels);
  await jobs.drain();
  const allValid = await store.allValid();
  const target = await createFileAtomic(path);
  try {
    const forceBig = options.bigTiff === true;
    const layout = await assemble({
      ...{ spec, hasValidityImage, allValid, scratch, target, forceBig },
      levels: levels.levels,
      signal: options.signal,
    });
    for (const suffix of [".aux.xml", ".ovr", ".msk"]) await rm(path + suffix, { force: true });
    await target.finish();
    if (spec.classNames) {
      await writeFileAtomic(`${path}.aux.xml`, auxiliaryXml(spec.classNames, coloursOf(spec.palette ?? [])));
    }
    const overviews = levels.levels.slice(1).map(({ size }) => size);
    return { path, bytes: layout.size, isBigTiff: layout.isBig, overviews, hasValidityImage };
  } catch (cause) {
    await target.abort();
    throw cause;
  }
}

function assertAllWritten(path: string, { levels }: Pyramid): void {
  const [full] = levels;
  const tile = full?.done.indexOf(0) ?? -1;
  if (full === undefined || tile === -1) return;
  const missing = full.done.filter((done) => done === 0).length;
  throw new GeoTiffError("NOT_ALL_WRITTEN", {
    message:
      `"${path}" was finished, but pixels of ${missing} of its ${full.done.length} tiles were never written, the first ` +
      `at tile column ${tile % full.across}, row ${Math.floor(tile / full.across)}; write them, or pass sparse: true`,
    context: { path, missing, tiles: full.done.length },
  });
}

function assertOwn(
  { overviews = "none", sparse, validityImage }: CreateGeoTiffOptions,
  spec: WriteSpec,
): void {
  if (!RESAMPLINGS.includes(overviews))
    throw notWritable(spec.grid, `its overviews are "${overviews}"; choose average, nearest, mode or none`);
  if (overviews === "average" && (spec.palette !== null || spec.classNames !== null))
    throw notWritable(
      spec.grid,
      "an average of class values is no class; choose mode or nearest for its overviews",
    );
  if (sparse && spec.nodata === null && !validityImage)
    throw notWritable(spec.grid, "what is left out needs a value; pass nodata, or validityImage: true");
}

function closedError(path: string, state: string): GeoTiffError {
  return new GeoTiffError("WRITER_CLOSED", {
    message: `the writer of "${path}" is ${state}, but was used; write before finish(), and begin anew after an error`,
    context: { path, state },
  });
}
