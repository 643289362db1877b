import { type GeoTiffSource, openGeoTiff } from "@undercoat/geotiff";
import { IGNORE_INDEX } from "@undercoat/raster";
import { partPath } from "./internal/part-files.ts";
import { type LayerName, layersOf } from "./layers.ts";
import { assertComplete } from "./merge-prediction.ts";
import type { PlannedBlock, PredictionJob } from "./prediction-job.ts";

/** Some rows of a finished prediction, as wide as the map. */
export interface MapStrip {
  /** Class indices `[height, width]`; 255 = no class. */
  readonly data: Uint8Array;
  /** Confidence · 250; 255 where there is no class, null where the job did not keep it. */
  readonly values: Uint8Array | null;
}

const ROWS = 128;

/**
 * The class indices of a job that is done, from top to bottom, with their confidence where the job keeps it.
 *
 * @throws {PredictionError} `JOB_INCOMPLETE`
 */
export async function* mapStrips(job: PredictionJob): AsyncGenerator<MapStrip> {
  await assertComplete(job);
  const hasConfidence = layersOf(job.scheme, job.layers).some(({ name }) => name === "confidence");
  for (const [row, { first, last }] of job.layout.rowParts.entries()) {
    const blocks = job.blocks.filter((block) => block.row === row);
    const parts = await openParts(job.folder, blocks, hasConfidence);
    try {
      for (let top = first; top < last; top += ROWS) {
        const rows = Math.min(ROWS, last - top);
        const data = await stripOf(parts, "classes", { job, top: top - first, rows });
        const values = hasConfidence
          ? await stripOf(parts, "confidence", { job, top: top - first, rows })
          : null;
        yield { data, values };
      }
    } finally {
      for (const { source } of parts) await source.close();
    }
  }
}

interface OpenPart {
  readonly block: PlannedBlock;
  readonly name: LayerName;
  readonly source: GeoTiffSource;
}

async function openParts(
  folder: string,
  blocks: readonly PlannedBlock[],
  hasConfidence: boolean,
): Promise<OpenPart[]> {
  const parts: OpenPart[] = [];
  for (const block of blocks)
    for (const name of hasConfidence ? (["classes", "confidence"] as const) : (["classes"] as const))
      parts.push({ block, name, source: await openGeoTiff(partPath(folder, block, { name })) });
  return parts;
}

async function stripOf(
  parts: readonly OpenPart[],
  wanted: LayerName,
  { job, top, rows }: { readonly job: PredictionJob; readonly top: number; readonly rows: number },
): Promise<Uint8Array> {
  const { width } = job.grid;
  const strip = new Uint8Array(rows * width).fill(IGNORE_INDEX);
  for (const { block, source } of parts.filter(({ name }) => name === wanted)) {
    const { data } = await source.read({ window: { x: 0, y: top, width: source.width, height: rows } });
    for (let line = 0; line < rows; line++)
      strip.set(
        (data as Uint8Array).subarray(line * source.width, (line + 1) * source.width),
        line * width + block.window.x,
      );
  }
  return strip;
}
