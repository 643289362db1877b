import * as tf from "@tensorflow/tfjs-core";
import { EnginesError } from "../errors.ts";

/** Attributes of tfjs's convolution gradient kernels. */
interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: "valid" | "same" | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
  readonly filterShape: [number, number, number, number];
}

/** The gradient to a convolution's weights: itself a convolution, dilated by the stride. */
export const composedWeightGradient: tf.KernelFunc = ({ inputs, attrs }) => {
  const x = inputs["x"] as tf.Tensor4D;
  const dy = inputs["dy"] as tf.Tensor4D;
  const { strides, pad, dimRoundingMode, filterShape } = attrs as unknown as ConvolutionAttributes;
  const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
  if (info.strideHeight !== info.strideWidth) {
    throw new EnginesError("KERNEL_UNSUPPORTED", {
      message: `strides are ${info.strideHeight}×${info.strideWidth}, but the wasm engine needs equal strides`,
      context: { strideHeight: info.strideHeight, strideWidth: info.strideWidth },
    });
  }
  const { top, bottom, left, right } = info.padInfo;
  const [kernelHeight, kernelWidth, inChannels, outChannels] = filterShape;
  return tf.tidy(() => {
    const padding: [number, number][] = [
      [0, 0],
      [top, Math.max(0, bottom)],
      [left, Math.max(0, right)],
      [0, 0],
    ];
    const image = tf.transpose(tf.pad(x, padding), [3, 1, 2, 0]) as tf.Tensor4D; // input channels as batch
    const kernel = tf.transpose(dy, [1, 2, 0, 3]) as tf.Tensor4D; // output positions as kernel
    const full = tf.conv2d(image, kernel, 1, "valid", "NHWC", info.strideHeight);
    const { h, w } = { h: full.shape[1], w: full.shape[2] };
    const fitted =
      h >= kernelHeight && w >= kernelWidth
        ? tf.slice(full, [0, 0, 0, 0], [inChannels, kernelHeight, kernelWidth, outChannels])
        : tf.pad(full, [
            [0, 0],
            [0, kernelHeight - h],
            [0, kernelWidth - w],
            [0, 0],
          ]);
    return tf.transpose(fitted, [1, 2, 0, 3]).clone();
  });
};
