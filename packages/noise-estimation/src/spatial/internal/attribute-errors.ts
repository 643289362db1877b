import { classMap, dilate } from "@undercoat/morphology";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import type { BlockGrid } from "./blocks.ts";

/** What a wrong pixel is attributed to once shifts are undone. */
export type ErrorKind = "boundary" | "omission" | "commission" | "confusion";

/** Wrong pixels per kind and block, and per pair of classes where classes are confused. */
export interface AttributedErrors {
  readonly perBlock: Readonly<Record<ErrorKind, Float64Array>>;
  /** `[reference][labels]`: pixels of confusion. */
  readonly confused: readonly (readonly number[])[];
}

/**
 * Attributes every wrong pixel to one kind. Boundary: within `tolerance`, the labels hold the reference's class and
 * the reference holds the labels' class, so that moving an edge would repair it. Else omission where the labels say
 * background, commission where the reference does, and confusion between two other classes.
 */
export function attributeErrors(
  labels: LabelMap,
  reference: LabelMap,
  {
    tolerance,
    background,
    blocks,
  }: { readonly tolerance: number; readonly background: number | null; readonly blocks: BlockGrid },
): AttributedErrors {
  const perBlock = {
    boundary: new Float64Array(blocks.windows.length),
    omission: new Float64Array(blocks.windows.length),
    commission: new Float64Array(blocks.windows.length),
    confusion: new Float64Array(blocks.windows.length),
  };
  const classes = labels.scheme.classes.length;
  const confused = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const atBoundary = boundaryErrors(labels, reference, tolerance);
  const { width } = labels;
  for (let pixel = 0; pixel < labels.data.length; pixel++) {
    const [index, trusted] = [labels.data[pixel]!, reference.data[pixel]!];
    if (!isWrong(index, trusted)) continue;
    const kind = atBoundary[pixel] === 1 ? "boundary" : kindOf(index, trusted, background);
    perBlock[kind][blocks.blockOf(pixel % width, Math.floor(pixel / width))]! += 1;
    if (kind === "confusion") confused[trusted]![index]! += 1;
  }
  return { perBlock, confused };
}

/** Whether both are known and differ. */
export function isWrong(index: number, trusted: number): boolean {
  return index !== trusted && index !== IGNORE_INDEX && trusted !== IGNORE_INDEX;
}

/** Wrong pixels per block. */
export function wrongPerBlock(labels: LabelMap, reference: LabelMap, blocks: BlockGrid): Float64Array {
  const counts = new Float64Array(blocks.windows.length);
  for (let pixel = 0; pixel < labels.data.length; pixel++) {
    if (!isWrong(labels.data[pixel]!, reference.data[pixel]!)) continue;
    counts[blocks.blockOf(pixel % labels.width, Math.floor(pixel / labels.width))]! += 1;
  }
  return counts;
}

function kindOf(index: number, trusted: number, background: number | null): Exclude<ErrorKind, "boundary"> {
  if (index === background) return "omission";
  return trusted === background ? "commission" : "confusion";
}

function boundaryErrors(labels: LabelMap, reference: LabelMap, tolerance: number): Uint8Array {
  const near = new Uint8Array(labels.data.length);
  const element = { shape: "disk", radius: tolerance } as const;
  for (let classIndex = 0; classIndex < labels.scheme.classes.length; classIndex++) {
    const inLabels = dilate(classMap(labels, classIndex), element).data;
    const inReference = dilate(classMap(reference, classIndex), element).data;
    for (let pixel = 0; pixel < near.length; pixel++) {
      const [index, trusted] = [labels.data[pixel]!, reference.data[pixel]!];
      if (!isWrong(index, trusted)) continue;
      if (trusted === classIndex && inLabels[pixel] === 1) near[pixel]! += 1;
      if (index === classIndex && inReference[pixel] === 1) near[pixel]! += 1;
    }
  }
  return near.map((count) => (count === 2 ? 1 : 0));
}
