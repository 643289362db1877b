/** How a stage is entered and how far apart the cells of its kernels are. */
export interface StageGeometry {
  /** Stride of its first block. */
  readonly strides: number;
  /** Of all its convolutions. */
  readonly dilation: number;
  /** Image size divided by the size of its output. */
  readonly reduction: number;
}

/**
 * A stage that would bring the reduction to `reduction`, held at `outputStride` by dilation as in
 * segmentation_models.pytorch: the stride is taken away and every convolution of the stage dilated.
 */
export function stageGeometry(reduction: number, strides: number, outputStride: number): StageGeometry {
  if (reduction <= outputStride) return { strides, dilation: 1, reduction };
  return { strides: 1, dilation: reduction / outputStride, reduction: outputStride };
}
