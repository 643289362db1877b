import { TensorError } from "../errors.ts";

/** @throws {TensorError} `DILATED_STRIDE` where a layer has both a stride and a dilation. */
export function checkDilation(name: string, strides: number, dilation: number): void {
  if (strides === 1 || dilation === 1) return;
  throw new TensorError("DILATED_STRIDE", {
    message: `layer "${name}" has stride ${strides} and dilation ${dilation}, but one of them must be 1; leave one out`,
    context: { name, strides, dilation },
  });
}
