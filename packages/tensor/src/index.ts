/**
 * TensorFlow.js operations and layers whose gradients are right, and the check that proves it.
 *
 * @example
 * ```ts
 * import { input, model } from "@tensorflow/tfjs-layers";
 * import { batchNorm, convolution, relu } from "@undercoat/tensor";
 *
 * const image = input({ shape: [null, null, 4] });
 * const y = convolution({ name: "stem", filters: 8, kernelSize: 3, padding: 1 }).apply(image);
 * const z = relu({ name: "act" }).apply(batchNorm({ name: "norm" }).apply(y));
 * const network = model({ inputs: image, outputs: z as typeof image });
 * ```
 *
 * @packageDocumentation
 */
export { type AdaptiveAveragePoolOptions, adaptiveAveragePool, globalMean } from "./adaptive-average-pool.ts";
export { add } from "./add.ts";
export { batchNorm } from "./batch-norm.ts";
export { type BatchStatistics, batchNormalisation } from "./batch-normalisation.ts";
export { calibrateBatchNorm } from "./calibrate-batch-norm.ts";
export { concatenate } from "./concatenate.ts";
export { constantOf } from "./constant-of.ts";
export { type ConvolutionOptions, convolution } from "./convolution.ts";
export { type DepthwiseConvolutionOptions, depthwiseConvolution } from "./depthwise-convolution.ts";
export { channelDropout, DROPOUT_COUNTERS, type DropoutOptions, dropout } from "./dropout.ts";
export { currentEngine, type Engine, setEngine } from "./engine.ts";
export { isTensorError, TensorError, type TensorErrorCode } from "./errors.ts";
export { gelu } from "./gelu.ts";
export { type GradientErrorOptions, gradientError } from "./gradient-error.ts";
export { type GradientRow, gradientReport } from "./gradient-report.ts";
export { type ConvolutionNormOptions, GraphBuilder } from "./graph-builder.ts";
export { type GroupNormOptions, groupNorm } from "./group-norm.ts";
export { type GroupNormalisationOptions, groupNormalisation } from "./group-normalisation.ts";
export { type LayerNormOptions, layerNorm } from "./layer-norm.ts";
export { layerNormalisation } from "./layer-normalisation.ts";
export { layerScale } from "./layer-scale.ts";
export type { Layer, LayerOptions } from "./layers/stateless-layer.ts";
export { maxPool3x3Stride2 } from "./max-pool.ts";
export { multiply } from "./multiply.ts";
export { type AxisNames, parseShape } from "./parse-shape.ts";
export { averagePool, maxPool, type PoolOptions } from "./pool.ts";
export { registerLayers } from "./register-layers.ts";
export { relu } from "./relu.ts";
export { relu6 } from "./relu6.ts";
export { type ImageSize, type ResampleOptions, resample } from "./resample.ts";
export { type ResampleMode, type ResampleRule, resampleMatrix } from "./resample-matrix.ts";
export { sigmoid } from "./sigmoid.ts";
export { type SizeGuardOptions, sizeGuard } from "./size-guard.ts";
export {
  type CompiledParameter,
  type CompiledPredict,
  type CompiledTrainStep,
  type InputSpec,
  type InputValues,
  type NamedTensors,
  type PredictOptions,
  runsUncompiled,
  type StepCompiler,
  type TrainStepOptions,
} from "./step-compiler.ts";
export { transposedConvolution } from "./transposed-convolution.ts";
export { upsampleBilinear } from "./upsample-bilinear.ts";
export { upsampleBilinear2x, upsampleBilinear4x } from "./upsample-bilinear-layer.ts";
export { type UpsampleByOptions, upsampleBy } from "./upsample-by.ts";
export { upsampleNearest2x } from "./upsample-nearest.ts";
export { type Interpolation, type UpsampleToOptions, upsampleTo } from "./upsample-to.ts";
