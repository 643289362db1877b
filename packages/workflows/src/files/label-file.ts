import { IGNORE_INDEX, type LabelMap, labelMap, type Window } from "@undercoat/raster";
import { openLabelFile, type SchemeOrSource } from "./open-label-file.ts";

/**
 * Reads a label GeoTIFF of one band as a whole: one byte a pixel.
 *
 * @param scheme - Omitted: the codes that the file holds become the classes. With `nodataValues`, pixels that hold one of
 *   them become ignored, as those that the file itself says hold no data.
 * @throws {WorkflowError} `DATA` for several bands, or more codes than classes can be.
 */
export async function readLabelFile(file: string, scheme?: SchemeOrSource): Promise<LabelMap> {
  const source = await openLabelFile(file, scheme);
  try {
    const data = new Uint8Array(source.grid.width * source.grid.height).fill(IGNORE_INDEX);
    for await (const { window, labels } of source.windows())
      placeInto(data, source.grid.width, window, labels);
    return labelMap({ ...source.grid, scheme: source.scheme, data });
  } finally {
    await source.close();
  }
}

function placeInto(
  data: Uint8Array,
  stride: number,
  { x, y, width, height }: Window,
  labels: LabelMap,
): void {
  for (let row = 0; row < height; row++)
    data.set(labels.data.subarray(row * width, (row + 1) * width), (y + row) * stride + x);
}
