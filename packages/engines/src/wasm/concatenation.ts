import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { WasmHeap } from "./heap.ts";

/** Tensors side by side along `axis`; their other sizes are equal. */
export function concatenation(heap: WasmHeap, inputs: readonly TensorInfo[], axis: number): TensorInfo {
  const shape = [...(inputs[0]?.shape ?? [])];
  shape[axis] = inputs.reduce((sum, input) => sum + (input.shape[axis] ?? 0), 0);
  const out = heap.output(shape);
  eachPart(heap, out, inputs, axis, (whole, part, wholeStep, partStep, rows, length) =>
    heap.kernels.copy(part, whole, partStep, wholeStep, rows, length),
  );
  return out;
}

/** The parts of a tensor along `axis`, of the given sizes. */
export function separation(
  heap: WasmHeap,
  x: TensorInfo,
  sizes: readonly number[],
  axis: number,
): TensorInfo[] {
  const parts = sizes.map((size) => heap.output(x.shape.with(axis, size)));
  eachPart(heap, x, parts, axis, (whole, part, wholeStep, partStep, rows, length) =>
    heap.kernels.copy(whole, part, wholeStep, partStep, rows, length),
  );
  return parts;
}

function eachPart(
  heap: WasmHeap,
  whole: TensorInfo,
  parts: readonly TensorInfo[],
  axis: number,
  visit: (
    whole: number,
    part: number,
    wholeStep: number,
    partStep: number,
    rows: number,
    length: number,
  ) => void,
): void {
  const product = (sizes: readonly number[]) => sizes.reduce((total, size) => total * size, 1);
  const rows = product(whole.shape.slice(0, axis));
  const wholeStep = 4 * product(whole.shape.slice(axis));
  let address = heap.address(whole);
  for (const part of parts) {
    const length = product(part.shape.slice(axis));
    visit(address, heap.address(part), wholeStep, 4 * length, rows, length);
    address += 4 * length;
  }
}
