import { join } from "node:path";
import { createGeoTiff, type GeoTiffWriter } from "@undercoat/geotiff";
import type { Layer } from "../layers.ts";
import type { PredictedRows } from "../predict-rows.ts";
import type { PlannedBlock } from "../prediction-job.ts";

/** Where the samples of a block wait for the map to be put together. */
export function partPath(folder: string, { item }: PlannedBlock, layer: Pick<Layer, "name">): string {
  return join(folder, "parts", `${item.id}-${layer.name}.tif`);
}

/** The files of one block, one per layer; each appears whole. */
export interface PartWriter {
  write(rows: PredictedRows): Promise<void>;
  finish(): Promise<void>;
  abort(): Promise<void>;
}

/** Begins the files of a block: samples alone, packed quickly. */
export async function partWriter(
  folder: string,
  block: PlannedBlock,
  layers: readonly Layer[],
): Promise<PartWriter> {
  const { width, height, x, y } = block.window;
  const grid = { width, height, geotransform: null, crs: { kind: "unknown" } } as const;
  const writers: { readonly layer: Layer; readonly writer: GeoTiffWriter }[] = [];
  for (const layer of layers) {
    const { sampleType, bandCount } = layer;
    const format = { grid, sampleType, bandCount, compression: "zstd", compressionLevel: 1 } as const;
    writers.push({ layer, writer: await createGeoTiff(partPath(folder, block, layer), format) });
  }
  return {
    write: async (rows) => {
      const window = { ...rows.window, x: rows.window.x - x, y: rows.window.y - y };
      for (const { layer, writer } of writers) await writer.write(window, { data: layer.encode(rows) });
    },
    finish: async () => {
      for (const { writer } of writers) await writer.finish();
    },
    abort: async () => {
      for (const { writer } of writers) await writer.abort();
    },
  };
}
