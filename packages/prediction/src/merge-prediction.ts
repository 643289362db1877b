import { createGeoTiff, createLabelGeoTiff, openGeoTiff, type WrittenGeoTiff } from "@undercoat/geotiff";
import { jobStatus } from "@undercoat/jobs";
import { type ClassScheme, type SampleArray, tileWindows, type Window } from "@undercoat/raster";
import { classColours } from "./class-colours.ts";
import { PredictionError } from "./errors.ts";
import { partPath } from "./internal/part-files.ts";
import { type Layer, type LayerName, layersOf } from "./layers.ts";
import type { PlannedBlock, PredictionJob } from "./prediction-job.ts";

/** Options of {@link mergePrediction}. */
export interface MergePredictionOptions {
  /** Where each layer goes. Layers that are not named are not written. */
  readonly outputs: Partial<Readonly<Record<LayerName, string>>>;
  readonly signal?: AbortSignal | undefined;
}

/** How far the merge is; at its end what was written. */
export interface MergeReport {
  readonly fraction: number;
  readonly written: WrittenGeoTiff | null;
}

const STRIP = 512;

/**
 * Puts the blocks of a job together as cloud optimised GeoTIFFs on the grid of the raster: class values with colours and
 * names, the other layers with scale and class names of their bands; all with overviews and a nodata value. Each file
 * appears whole.
 *
 * @throws {PredictionError} `JOB_INCOMPLETE` while blocks are missing; the message counts them.
 */
export async function* mergePrediction(
  job: PredictionJob,
  { outputs, signal }: MergePredictionOptions,
): AsyncGenerator<MergeReport> {
  await assertComplete(job);
  const layers = layersOf(job.scheme, job.layers).filter(({ name }) => outputs[name] !== undefined);
  const pixels = job.grid.width * job.grid.height * layers.length;
  let done = 0;
  for (const layer of layers) {
    const writer = await finalWriter(job, layer, { path: outputs[layer.name] ?? "", signal });
    try {
      for await (const { window, data } of samplesOf(job, layer)) {
        signal?.throwIfAborted();
        await writer.write(window, data);
        done += window.width * window.height;
        yield { fraction: done / pixels, written: null };
      }
      yield { fraction: done / pixels, written: await writer.finish() };
    } finally {
      await writer.abort();
    }
  }
}

/** @throws {PredictionError} `JOB_INCOMPLETE` */
export async function assertComplete({ folder, blocks }: PredictionJob): Promise<void> {
  const { missing, failed, items } = await jobStatus(
    folder,
    blocks.map(({ item }) => item),
  );
  if (missing.length === 0) return;
  const [first] = failed;
  const why = first === undefined ? "" : `; the last failure: ${first.message}`;
  const numbers = missing.map(({ id }) => blocks.findIndex(({ item }) => item.id === id) + 1);
  throw new PredictionError("JOB_INCOMPLETE", {
    message: `${missing.length} of ${items} blocks of "${folder}" are not done (${listed(numbers)})${why}; run what is missing with --resume, then merge`,
    context: { folder, missing: numbers, items },
  });
}

function listed(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 8).join(", ");
  return `${numbers.length === 1 ? "number" : "numbers"} ${shown}${numbers.length > 8 ? ", …" : ""}`;
}

interface FinalWriter {
  write(window: Window, data: SampleArray): Promise<void>;
  finish(): Promise<WrittenGeoTiff>;
  abort(): Promise<void>;
}

async function finalWriter(
  { grid, scheme }: PredictionJob,
  layer: Layer,
  { path, signal }: { readonly path: string; readonly signal: AbortSignal | undefined },
): Promise<FinalWriter> {
  const aborted = signal === undefined ? {} : { signal };
  if (layer.name === "classes") {
    const coloured = classColours(scheme);
    const options = {
      grid,
      scheme: coloured,
      ignoreValue: freeValue(scheme),
      overviews: "mode",
      ...aborted,
    } as const;
    const writer = await createLabelGeoTiff(path, options);
    return {
      ...writer,
      write: (window, data) => writer.write(window, { data: data as Uint8Array, scheme: coloured }),
    };
  }
  const { sampleType, bandCount, nodata, scale } = layer;
  const writer = await createGeoTiff(path, {
    ...{ grid, sampleType, bandCount, nodata, overviews: "average", ...aborted },
    bandNames: bandCount === 1 ? [layer.name] : scheme.classes.map(({ name }) => name),
    photometric: "grey",
    ...(scale === null ? {} : { scale, offset: 0 }),
  });
  return { ...writer, write: (window, data) => writer.write(window, { data }) };
}

/** The largest code of eight bits that is no class: it marks pixels without a class. */
function freeValue({ classes }: ClassScheme): number {
  let value = 255;
  while (classes.some((each) => each.value === value)) value -= 1;
  return value;
}

/** The samples of a layer, from top to bottom; nodata where no block was planned. */
export async function* samplesOf(
  { folder, blocks, layout }: PredictionJob,
  layer: Layer,
): AsyncGenerator<{ readonly window: Window; readonly data: SampleArray }> {
  const planned = new Map(blocks.map((block) => [`${block.column} ${block.row}`, block]));
  const all = layout.blocks.toSorted((a, b) => a.row - b.row || a.column - b.column);
  for (const { window, column, row } of all) {
    const block = planned.get(`${column} ${row}`);
    if (block !== undefined) yield* partSamples(folder, block, layer);
    else for (const strip of stripsOf(window)) yield { window: strip, data: emptySamples(strip, layer) };
  }
}

async function* partSamples(folder: string, block: PlannedBlock, layer: Layer) {
  const source = await openGeoTiff(partPath(folder, block, layer));
  try {
    for (const strip of stripsOf({ ...block.window, x: 0, y: 0 })) {
      const { data } = await source.read({ window: strip });
      yield { window: { ...strip, x: strip.x + block.window.x, y: strip.y + block.window.y }, data };
    }
  } finally {
    await source.close();
  }
}

function stripsOf({ x, y, width, height }: Window): Window[] {
  return tileWindows({ width, height }, { width, height: Math.min(height, STRIP) }).map((strip) => ({
    ...strip,
    x: x + strip.x,
    y: y + strip.y,
  }));
}

function emptySamples({ width, height }: Window, { sampleType, bandCount, nodata }: Layer): SampleArray {
  const count = width * height * bandCount;
  return sampleType === "uint8" ? new Uint8Array(count).fill(nodata) : new Float32Array(count).fill(nodata);
}
