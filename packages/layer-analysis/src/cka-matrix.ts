import type { SegmentationModel } from "@undercoat/segmentation";
import { type GroupFeatures, groupFeatures } from "./group-features.ts";
import { emptyProbe } from "./internal/guarded-comparison.ts";
import { type CkaAccumulator, ckaAccumulator } from "./linear-cka.ts";
import type { ProbeBatch } from "./probe-batch.ts";

/** Linear CKA of every layer group of one model with every group of another. */
export interface CkaMatrix {
  /** Rows: groups of the reference, input to output. */
  readonly rows: readonly string[];
  /** Columns: groups of the candidate. */
  readonly columns: readonly string[];
  /** Debiased linear CKA, `[row][column]`; `NaN` where a side never changes or there are fewer than 4 cells. */
  readonly values: readonly (readonly number[])[];
  /** Cells of all images together. */
  readonly cells: number;
}

/** What {@link ckaMatrix} looks at. */
export interface CkaMatrixOptions {
  readonly images: Iterable<ProbeBatch>;
  /** Features are averaged over so many cells along each side of an image; 2 where left out. */
  readonly grid?: number;
}

/**
 * Linear CKA between all pairs of layer groups of two models. Groups differ in resolution, so the features of each image
 * are averaged over the same `grid` × `grid` cells first; one pass over the images.
 *
 * @throws {LayerAnalysisError} `EMPTY_INPUT` without an image, `BAND_MISMATCH`.
 *
 * @example
 * ```ts
 * const { rows, values } = ckaMatrix(clean, noisy, { images: [batch] });
 * ```
 */
export function ckaMatrix(
  reference: SegmentationModel,
  candidate: SegmentationModel,
  { images, grid = 2 }: CkaMatrixOptions,
): CkaMatrix {
  const [p, q] = [groupFeatures(reference), groupFeatures(candidate)];
  const pairs = new Map<string, CkaAccumulator>();
  let cells = 0;
  for (const batch of images) {
    const [first, second] = [p.read(batch), q.read(batch)].map((features) =>
      pooledAll(features, batch, grid),
    );
    cells += batch.size * grid * grid;
    for (const [row, x] of first!)
      for (const [column, y] of second!) {
        const key = `${row}\n${column}`;
        const cka = pairs.get(key) ?? ckaAccumulator([x.channels, y.channels]);
        pairs.set(key, cka);
        cka.update(x.data, y.data);
      }
  }
  if (cells === 0) throw emptyProbe();
  const values = p.groups.map((row) =>
    q.groups.map((column) => pairs.get(`${row}\n${column}`)!.value().debiased),
  );
  return { rows: p.groups, columns: q.groups, values, cells };
}

interface Pooled {
  readonly channels: number;
  readonly data: Float32Array;
}

function pooledAll(
  features: ReadonlyMap<string, GroupFeatures>,
  { size }: ProbeBatch,
  grid: number,
): Map<string, Pooled> {
  return new Map([...features].map(([group, block]) => [group, pooled(block, size, grid)]));
}

/** Means over the cells of every image; a map smaller than the grid is repeated. */
function pooled({ channels, height, width, data }: GroupFeatures, images: number, grid: number): Pooled {
  const result = new Float32Array(images * grid * grid * channels);
  for (let cell = 0; cell < images * grid * grid; cell++) {
    const [image, row, column] = [
      Math.floor(cell / grid / grid),
      Math.floor(cell / grid) % grid,
      cell % grid,
    ];
    const [top, left] = [Math.floor((row * height) / grid), Math.floor((column * width) / grid)];
    const bottom = Math.max(top + 1, Math.floor(((row + 1) * height) / grid));
    const right = Math.max(left + 1, Math.floor(((column + 1) * width) / grid));
    const share = 1 / ((bottom - top) * (right - left));
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++)
        for (let c = 0; c < channels; c++)
          result[cell * channels + c]! += data[((image * height + y) * width + x) * channels + c]! * share;
  }
  return { channels, data: result };
}
