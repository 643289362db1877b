import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { ConvolutionSizes } from "../internal/convolution-sizes.ts";
import { CHANNEL_BLOCK } from "../simd/convolve.ts";
import { convolvePlane } from "./convolve-plane.ts";
import type { WasmHeap } from "./heap.ts";
import { type PaddedImages, paddedImages } from "./padded-images.ts";

/** The input positions with one remainder by the stride, along one axis, and the kernel positions that reach them. */
interface Phase {
  /** The first input position. */
  readonly start: number;
  /** How many input positions. */
  readonly count: number;
  /** The kernel positions, last first, so that the outputs they read lie side by side. */
  readonly taps: readonly number[];
  /** The first output position that the first input position reads, counted in padded outputs. */
  readonly from: number;
}

/**
 * The gradient to a convolution's input: for every remainder of the position by the stride a
 * convolution of the output gradient with the kernel positions that reach it, turned.
 */
export function convolutionInputGradient(
  heap: WasmHeap,
  dy: TensorInfo,
  filter: TensorInfo,
  sizes: ConvolutionSizes,
): TensorInfo {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, outChannels, filterHeight, filterWidth } = sizes;
  const stride = sizes.strideWidth;
  const tall = phasesOf(inHeight, filterHeight, stride, sizes.padInfo.top);
  const wide = phasesOf(inWidth, filterWidth, stride, sizes.padInfo.left);
  const out =
    Math.min(filterHeight, filterWidth) < stride ? heap.zeros(sizes.inShape) : heap.output(sizes.inShape);
  const margins = {
    ...{ top: Math.ceil(filterHeight / stride) - 1, left: Math.ceil(filterWidth / stride) - 1 },
    bottom: Math.max(0, Math.floor((inHeight - 1 + sizes.padInfo.top) / stride) - outHeight + 1),
    right: Math.max(0, Math.floor((inWidth - 1 + sizes.padInfo.left) / stride) - outWidth + 1),
  };
  const packed = packedPhases(heap, heap.address(filter), sizes, tall, wide);
  const imageSize = outHeight * outWidth * outChannels;
  for (let b = 0; b < batchSize; b += 1) {
    const image = {
      address: heap.address(dy) + 4 * b * imageSize,
      count: 1,
      height: outHeight,
      width: outWidth,
    };
    const padded = paddedImages(heap, { ...image, channels: outChannels }, margins);
    for (const { rows, columns, address } of packed) {
      phaseOfImage(
        heap,
        heap.address(out) + 4 * b * sizes.inShape[1] * inWidth * sizes.inChannels,
        padded,
        sizes,
        rows,
        columns,
        address,
      );
    }
  }
  return out;
}

function phaseOfImage(
  heap: WasmHeap,
  out: number,
  padded: PaddedImages,
  sizes: ConvolutionSizes,
  rows: Phase,
  columns: Phase,
  weights: number,
): void {
  const { inWidth, inChannels, outChannels, strideWidth: stride } = sizes;
  convolvePlane(heap, {
    out: out + 4 * (rows.start * inWidth + columns.start) * inChannels,
    x: padded.address + rows.from * padded.rowBytes + 4 * columns.from * outChannels,
    weights,
    runs: rows.taps.length,
    runBytes: padded.rowBytes,
    length: columns.taps.length * outChannels,
    channels: inChannels,
    pixels: columns.count,
    xStep: 4 * outChannels,
    outStep: 4 * stride * inChannels,
    rows: rows.count,
    xRow: padded.rowBytes,
    outRow: 4 * stride * inWidth * inChannels,
  });
}

function phasesOf(size: number, kernel: number, stride: number, before: number): Phase[] {
  const margin = Math.ceil(kernel / stride) - 1;
  return Array.from({ length: Math.min(stride, size) }, (_, start) => {
    const first = (start + before) % stride;
    const taps = Array.from(
      { length: Math.max(0, Math.ceil((kernel - first) / stride)) },
      (_, i) => first + i * stride,
    );
    const from = Math.floor((start + before) / stride) - (taps.length - 1) + margin;
    return { start, count: Math.ceil((size - start) / stride), taps: taps.reverse(), from };
  });
}

/** For every pair of phases the weights as `[block of 8 inputs channels][kernel row][kernel column, output channel][8]`. */
function packedPhases(heap: WasmHeap, filter: number, sizes: ConvolutionSizes, tall: Phase[], wide: Phase[]) {
  const { inChannels, outChannels, filterHeight, filterWidth } = sizes;
  const blocks = Math.ceil(inChannels / CHANNEL_BLOCK);
  const scratch = heap.scratch("weights", blocks * filterHeight * filterWidth * outChannels * CHANNEL_BLOCK);
  let address = scratch;
  return tall.flatMap((rows) =>
    wide.flatMap((columns) => {
      if (rows.taps.length === 0 || columns.taps.length === 0) return [];
      const phase = { rows, columns, address };
      address = packPhase(heap, address, filter, sizes, rows.taps, columns.taps);
      return [phase];
    }),
  );
}

/** Packs the weights of one phase and returns where the next one goes. */
function packPhase(
  heap: WasmHeap,
  start: number,
  filter: number,
  { inChannels, outChannels, filterWidth }: ConvolutionSizes,
  rows: readonly number[],
  columns: readonly number[],
): number {
  const lanes = CHANNEL_BLOCK; // imported values are slow to read in loops
  let to = start;
  for (let first = 0; first < inChannels; first += lanes) {
    const count = Math.min(lanes, inChannels - first);
    for (const row of rows) {
      for (const column of columns) {
        const from = filter + 4 * ((row * filterWidth + column) * inChannels + first) * outChannels;
        if (count === lanes && outChannels % 4 === 0)
          heap.kernels.transposeEight(from, to, 4 * outChannels, outChannels);
        else transposeFew(heap.floats, from / 4, to / 4, count, outChannels);
        to += 4 * lanes * outChannels;
      }
    }
  }
  return to;
}

/** Up to eight rows of `count` floats become `count` rows of eight, filled with zeros. */
function transposeFew(floats: Float32Array, from: number, to: number, rows: number, count: number): void {
  const lanes = CHANNEL_BLOCK;
  for (let index = 0; index < count; index += 1) {
    for (let lane = 0; lane < lanes; lane += 1) {
      floats[to + index * lanes + lane] = lane < rows ? (floats[from + lane * count + index] as number) : 0;
    }
  }
}
