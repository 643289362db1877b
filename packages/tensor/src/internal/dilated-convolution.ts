import * as tf from "@tensorflow/tfjs-core";
import { hasFused, runFused } from "./fused.ts";

/** A convolution of stride 1 whose kernel has gaps. */
export interface Dilation {
  /** Distance between the cells of the kernel, in pixels; 2 or more. */
  readonly dilation: number;
  /** Zero pixels added on each of the four sides. */
  readonly padding: number;
  /** Whether every channel has a kernel of its own, `[height, width, channels, 1]`. */
  readonly depthwise: boolean;
}

/**
 * `[b, h, w, c]` convolved with a dilated kernel, with the gradients to both that TensorFlow.js lacks.
 *
 * @see {@link https://arxiv.org/abs/1511.07122 | Yu and Koltun, ICLR 2016}
 */
export function dilatedConvolution(x: tf.Tensor4D, kernel: tf.Tensor4D, settings: Dilation): tf.Tensor4D {
  if (hasFused("UndercoatDilatedConvolution")) return inOneKernel(x, kernel, settings);
  return seesOnlyItself(x, kernel, settings)
    ? inTheCentre(x, kernel, settings)
    : inPhases(x, kernel, settings);
}

/** Whether the outer cells of a 3×3 kernel fall outside the map from everywhere, as those of DeepLab do on patches. */
function seesOnlyItself(x: tf.Tensor4D, kernel: tf.Tensor4D, { dilation, padding }: Dilation): boolean {
  const [rows, columns] = kernel.shape;
  const [, height, width] = x.shape;
  return rows === 3 && columns === 3 && padding === dilation && dilation >= Math.max(height, width);
}

function inTheCentre(x: tf.Tensor4D, kernel: tf.Tensor4D, { depthwise }: Dilation): tf.Tensor4D {
  return tf.tidy(() => {
    const centre = tf.slice(kernel, [1, 1, 0, 0], [1, 1, kernel.shape[2], kernel.shape[3]]);
    return depthwise ? tf.depthwiseConv2d(x, centre, 1, "valid") : tf.conv2d(x, centre, 1, "valid");
  });
}

function inOneKernel(x: tf.Tensor4D, kernel: tf.Tensor4D, settings: Dilation): tf.Tensor4D {
  const run = (...[name, inputs, attrs]: Parameters<typeof runFused>) =>
    runFused(name, inputs, { ...settings, ...attrs })?.[0] as tf.Tensor4D;
  const operation = tf.customGrad((...inputs) => {
    const [image, weight] = inputs as unknown as [tf.Tensor4D, tf.Tensor4D];
    (inputs[2] as unknown as tf.GradSaveFunc)([image, weight]);
    return {
      value: run("UndercoatDilatedConvolution", [image, weight]),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [input, filter] = saved as [tf.Tensor, tf.Tensor];
        const [inputShape, filterShape] = [input.shape, filter.shape];
        return [
          run("UndercoatDilatedConvolutionInputGrad", [dy, filter], { inputShape }),
          run("UndercoatDilatedConvolutionWeightGrad", [input, dy], { filterShape }),
        ];
      },
    };
  });
  return operation(x, kernel) as tf.Tensor4D;
}

/** dilation² interleaved images, each convolved without gaps. */
function inPhases(
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  { dilation, padding, depthwise }: Dilation,
): tf.Tensor4D {
  const [, height, width] = x.shape;
  const fill = (size: number) => (dilation - ((size + 2 * padding) % dilation)) % dilation;
  const [below, right] = [fill(height), fill(width)];
  const paddings = [below, right].map((more) => [padding, padding + more]);
  const blocks = [dilation, dilation];
  return tf.tidy(() => {
    const phases = tf.spaceToBatchND(x, blocks, paddings) as tf.Tensor4D;
    const convolved = depthwise
      ? tf.depthwiseConv2d(phases, kernel, 1, "valid")
      : tf.conv2d(phases, kernel, 1, "valid");
    const crops = [below, right].map((more) => [0, more]);
    return tf.batchToSpaceND(convolved, blocks, crops) as tf.Tensor4D;
  });
}
