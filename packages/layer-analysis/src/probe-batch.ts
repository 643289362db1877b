/** Images on which features are compared, normalised as in training; a batch of a sampler fits. */
export interface ProbeBatch {
  /** `[batch, height, width, band]`. */
  readonly images: Float32Array;
  readonly size: number;
  readonly height: number;
  readonly width: number;
  readonly bandCount: number;
  /** Names of the bands in their order; checked against the model's where given. */
  readonly bands?: readonly string[];
}
