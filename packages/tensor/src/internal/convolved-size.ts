/** How a square window moves, equal in both directions. */
export interface Window {
  readonly kernelSize: number;
  readonly strides: number;
  readonly padding: number;
  readonly dilation?: number;
}

/** Size of a side after a convolution or pooling; open where the input is. */
export function convolvedSize(
  size: number | null | undefined,
  { kernelSize, strides, padding, dilation = 1 }: Window,
): number | null {
  if (size == null) return null;
  return Math.floor((size + 2 * padding - dilation * (kernelSize - 1) - 1) / strides) + 1;
}
