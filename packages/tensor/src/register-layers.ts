import { serialization } from "@tensorflow/tfjs-core";
import { AdaptiveAveragePoolLayer } from "./adaptive-average-pool.ts";
import { AddLayer } from "./add.ts";
import { BatchNormLayer } from "./batch-norm.ts";
import { ConcatenateLayer } from "./concatenate.ts";
import { ConvolutionLayer } from "./convolution.ts";
import { DepthwiseConvolutionLayer } from "./depthwise-convolution.ts";
import { DropoutLayer } from "./dropout.ts";
import { GeluLayer } from "./gelu.ts";
import { GroupNormLayer } from "./group-norm.ts";
import { LayerNormLayer } from "./layer-norm.ts";
import { LayerScaleLayer } from "./layer-scale.ts";
import { MaxPoolLayer } from "./max-pool.ts";
import { MultiplyLayer } from "./multiply.ts";
import { AveragePoolLayer, WindowMaxPoolLayer } from "./pool.ts";
import { ReluLayer } from "./relu.ts";
import { Relu6Layer } from "./relu6.ts";
import { SigmoidLayer } from "./sigmoid.ts";
import { SizeGuardLayer } from "./size-guard.ts";
import { TransposedConvolutionLayer } from "./transposed-convolution.ts";
import { UpsampleBilinearLayer } from "./upsample-bilinear-layer.ts";
import { UpsampleByLayer } from "./upsample-by.ts";
import { UpsampleNearestLayer } from "./upsample-nearest.ts";
import { UpsampleToLayer } from "./upsample-to.ts";

/**
 * Makes the layers of this package known to `loadLayersModel`, under class names that begin
 * with "Undercoat". Calling it again does nothing.
 */
export function registerLayers(): void {
  serialization.registerClass(AdaptiveAveragePoolLayer as never);
  serialization.registerClass(DropoutLayer as never);
  serialization.registerClass(GroupNormLayer as never);
  serialization.registerClass(MultiplyLayer as never);
  serialization.registerClass(SigmoidLayer as never);
  serialization.registerClass(SizeGuardLayer as never);
  serialization.registerClass(TransposedConvolutionLayer as never);
  serialization.registerClass(UpsampleByLayer as never);
  serialization.registerClass(AddLayer as never);
  serialization.registerClass(BatchNormLayer as never);
  serialization.registerClass(ConcatenateLayer as never);
  serialization.registerClass(ConvolutionLayer as never);
  serialization.registerClass(MaxPoolLayer as never);
  serialization.registerClass(ReluLayer as never);
  serialization.registerClass(UpsampleBilinearLayer as never);
  serialization.registerClass(UpsampleNearestLayer as never);
  serialization.registerClass(UpsampleToLayer as never);
  for (const layer of ENCODER_LAYERS) serialization.registerClass(layer as never);
}

const ENCODER_LAYERS = [
  AveragePoolLayer,
  DepthwiseConvolutionLayer,
  GeluLayer,
  LayerNormLayer,
  LayerScaleLayer,
  Relu6Layer,
  WindowMaxPoolLayer,
] as const;
