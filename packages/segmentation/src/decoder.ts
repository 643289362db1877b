import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { FeatureInfo, LayerGroup, PartOptions } from "./encoder.ts";

/** What a decoder adds to the graph. */
export interface DecoderGraph {
  readonly output: SymbolicTensor;
  /** Input to output. */
  readonly groups: readonly LayerGroup[];
}

/** The convolution to the classes that follows a decoder, and its bilinear upsampling. */
export interface HeadInfo {
  readonly kernelSize: number;
  /** A whole factor, or `"image"`: to the size of the image, whatever it is. */
  readonly upsampling: number | "image";
  /** PyTorch's `align_corners` of the upsampling; `false` if omitted. */
  readonly alignCorners?: boolean;
}

/** Turns features into one map; the head that follows turns it into logits. */
export interface Decoder {
  readonly kind: "decoder";
  readonly specVersion: 1;
  /** Name of the factory that made it. */
  readonly name: string;
  /** Every option with its default filled in. */
  readonly options: PartOptions;
  /** Height and width of an image must be multiples of this. */
  readonly sizeMultiple: number;
  readonly head: HeadInfo;
  /**
   * Adds the decoder to the graph. Every call makes new layers.
   *
   * @param features - `[batch, height, width, channel]`, shallow to deep.
   * @param info - What the encoder says of `features`, in the same order.
   * @param image - The input of the encoder, for decoders that restore its exact size.
   */
  connect(
    features: readonly SymbolicTensor[],
    info: readonly FeatureInfo[],
    image: SymbolicTensor,
  ): DecoderGraph;
}
