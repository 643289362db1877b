import { input, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { FeatureInfo } from "@undercoat/segmentation";
import { convolution } from "@undercoat/tensor";

/** An image of one channel and five features of it, as an encoder gives them, with strides up to `outputStride`. */
export function smallFeatures({ outputStride = 32 }: { outputStride?: number } = {}): {
  image: SymbolicTensor;
  features: SymbolicTensor[];
  info: FeatureInfo[];
} {
  const image = input({ shape: [null, null, 1], name: "image" });
  const features: SymbolicTensor[] = [];
  const info: FeatureInfo[] = [];
  let y = image;
  for (let level = 1; level <= 5; level++) {
    const name = `feature${level}`;
    const reduction = Math.min(2 ** level, outputStride);
    const strides = reduction === 2 ** level ? 2 : 1;
    const layer = convolution({ name, filters: level + 1, kernelSize: 3, strides, padding: 1 });
    y = layer.apply(y) as SymbolicTensor;
    features.push(y);
    info.push({ layerName: name, channels: level + 1, reduction });
  }
  return { image, features, info };
}
