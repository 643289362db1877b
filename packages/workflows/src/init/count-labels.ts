import { type ClassScheme, IGNORE_INDEX, type LabelMap, type Window } from "@undercoat/raster";
import { openLabelFile } from "../files/open-label-file.ts";

/** Known pixels of squares of an image. */
export interface KnownCells {
  /** Side of a square in pixels. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  /** Pixels with a class, row by row. */
  readonly known: Uint32Array;
}

/** What the labels of a scene hold. */
export interface SceneCounts {
  /** Pixels of each class index; the last of 256 are ignored. */
  readonly noisy: Float64Array | null;
  readonly clean: Float64Array | null;
  /** Where the clean labels are known. */
  readonly cells: KnownCells | null;
  /** Pixels where both are known, and those where they differ. */
  readonly compared: number;
  readonly differing: number;
}

/** Files of one scene, all on its grid. */
export interface LabelFiles {
  readonly noisy: string | null;
  readonly clean: string | null;
}

/** Counts the labels of a scene window by window. @throws {WorkflowError} As `openLabelFile` */
export async function countLabels(
  files: LabelFiles,
  { scheme, cell }: { readonly scheme: ClassScheme; readonly cell: number },
): Promise<SceneCounts> {
  const noisy = files.noisy === null ? null : await openLabelFile(files.noisy, scheme);
  const clean = files.clean === null ? null : await openLabelFile(files.clean, scheme);
  const counts = { noisy: noisy && new Float64Array(256), clean: clean && new Float64Array(256) };
  const cells = clean && emptyCells(clean.grid, cell);
  const both = { compared: 0, differing: 0 };
  try {
    const others = noisy?.windows()[Symbol.asyncIterator]();
    for await (const { window, labels } of clean?.windows() ?? []) {
      const other = await others?.next();
      count(labels, counts.clean!);
      addKnown(cells!, window, labels);
      if (other === undefined || other.done === true) continue;
      count(other.value.labels, counts.noisy!);
      compare(labels, other.value.labels, both);
    }
    if (clean === null) for await (const { labels } of noisy?.windows() ?? []) count(labels, counts.noisy!);
  } finally {
    await noisy?.close();
    await clean?.close();
  }
  return { ...counts, cells, ...both };
}

/** Pixels with a class. */
export function knownPixels(counts: Float64Array | null): number {
  return counts === null ? 0 : counts.subarray(0, IGNORE_INDEX).reduce((sum, value) => sum + value, 0);
}

function emptyCells({ width, height }: { width: number; height: number }, cell: number): KnownCells {
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  return { cell, columns, rows, known: new Uint32Array(columns * rows) };
}

function count({ data }: LabelMap, into: Float64Array): void {
  for (let pixel = 0; pixel < data.length; pixel++) into[data[pixel]!]! += 1;
}

function compare(
  { data }: LabelMap,
  { data: other }: LabelMap,
  both: { compared: number; differing: number },
): void {
  for (let pixel = 0; pixel < data.length; pixel++) {
    const [a, b] = [data[pixel]!, other[pixel]!];
    if (a === IGNORE_INDEX || b === IGNORE_INDEX) continue;
    both.compared += 1;
    if (a !== b) both.differing += 1;
  }
}

function addKnown({ cell, columns, known }: KnownCells, window: Window, { data }: LabelMap): void {
  for (let row = 0, pixel = 0; row < window.height; row++) {
    const first = Math.floor((window.y + row) / cell) * columns;
    for (let column = 0; column < window.width; column++, pixel++)
      if (data[pixel] !== IGNORE_INDEX) known[first + Math.floor((window.x + column) / cell)]! += 1;
  }
}
