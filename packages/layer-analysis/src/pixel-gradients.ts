import * as tf from "@tensorflow/tfjs-core";
import type { Loss, Parameter, SegmentationModel } from "@undercoat/segmentation";
import { LayerAnalysisError } from "./errors.ts";
import type { PairedGradient } from "./gradient-agreement.ts";
import type { ProbeBatch } from "./probe-batch.ts";

/** 255: outside the loss. */
const IGNORED = 255;

/** A batch with the labels that a model learnt from and the right ones. */
export interface LabelledProbe extends ProbeBatch {
  /** Right class indices, `[batch, height, width]`; 255 where unknown. */
  readonly cleanLabels: Uint8Array;
  /** The labels learnt from. */
  readonly noisyLabels: Uint8Array;
}

/**
 * Gradients of the loss on the labels learnt from, once over the pixels whose label is right and once over those whose
 * label is wrong, each weighted by its share of the pixels, so that they add up to the gradient of a mean over all.
 * BatchNorm uses its running statistics; biases, scales and shifts are left out. Frees every tensor it makes.
 *
 * @throws {LayerAnalysisError} `EMPTY_INPUT` where no pixel is right or none is wrong.
 */
export function pixelGradients(model: SegmentationModel, batch: LabelledProbe, loss: Loss): PairedGradient[] {
  const { cleanLabels, noisyLabels } = batch;
  const keep = (wanted: (clean: number, noisy: number) => boolean) =>
    Int32Array.from(noisyLabels, (noisy, i) => {
      const clean = cleanLabels[i]!;
      return clean !== IGNORED && noisy !== IGNORED && wanted(clean, noisy) ? noisy : IGNORED;
    });
  const right = keep((clean, noisy) => clean === noisy);
  const wrong = keep((clean, noisy) => clean !== noisy);
  const [rightCount, wrongCount] = [right, wrong].map((labels) => labels.filter((l) => l !== IGNORED).length);
  if (rightCount === 0 || wrongCount === 0)
    throw new LayerAnalysisError("EMPTY_INPUT", {
      message: `the batch has ${rightCount} rightly and ${wrongCount} wrongly labelled pixels, expected some of both; give patches where the labels differ`,
      context: { rightCount, wrongCount },
    });
  const total = rightCount! + wrongCount!;
  const kernels = kernelsOf(model);
  const variables = kernels.map(({ variable }) => variable);
  return paired(
    kernels,
    gradientsOf(model, batch, right, { loss, variables, share: rightCount! / total }),
    gradientsOf(model, batch, wrong, { loss, variables, share: wrongCount! / total }),
  );
}

/**
 * Gradients of the loss on a labelled batch, as {@link pixelGradients} gives them where no label is wrong: `noisy` is 0.
 * What the rule `auto-rgn` looks at.
 */
export function labelGradients(
  model: SegmentationModel,
  batch: ProbeBatch & { readonly labels: Uint8Array },
  loss: Loss,
): PairedGradient[] {
  const kernels = kernelsOf(model);
  const variables = kernels.map(({ variable }) => variable);
  const gradients = gradientsOf(model, batch, Int32Array.from(batch.labels), { loss, variables, share: 1 });
  return paired(
    kernels,
    gradients,
    gradients.map(({ length }) => new Float32Array(length)),
  );
}

function kernelsOf(model: SegmentationModel): Parameter[] {
  return model.parameters().filter(({ trainable, shape }) => trainable && shape.length > 1);
}

function paired(
  kernels: readonly Parameter[],
  clean: readonly Float32Array[],
  noisy: readonly Float32Array[],
): PairedGradient[] {
  return kernels.map(({ name, group, variable }, i) => ({
    name,
    group,
    weights: Float32Array.from(variable.dataSync<"float32">()),
    clean: clean[i]!,
    noisy: noisy[i]!,
  }));
}

function gradientsOf(
  model: SegmentationModel,
  { images, size, height, width, bandCount }: ProbeBatch,
  labels: Int32Array,
  { loss, variables, share }: { loss: Loss; variables: tf.Variable[]; share: number },
): Float32Array[] {
  tf.engine().startScope(); // tidy itself may return tensors only
  try {
    const image = tf.tensor4d(images, [size, height, width, bandCount]);
    const target = tf.tensor3d(labels, [size, height, width], "int32");
    const forward = () =>
      tf.mul(
        loss.evaluate(model.network.apply(image, { training: false }) as tf.Tensor4D, target),
        share,
      ) as tf.Scalar;
    const { grads } = tf.variableGrads(forward, variables);
    return variables.map((variable) => {
      const gradient = grads[variable.name] as tf.Tensor | undefined;
      return gradient === undefined
        ? new Float32Array(variable.size)
        : Float32Array.from(gradient.dataSync<"float32">());
    });
  } finally {
    tf.engine().endScope();
  }
}
