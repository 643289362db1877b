import type { Variable } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import type { Band, ClassScheme } from "@undercoat/raster";
import type { Decoder } from "./decoder.ts";
import type { Encoder, LayerGroup } from "./encoder.ts";

/** Per band: what is subtracted from a sample, and what the difference is divided by. */
export interface Normalisation {
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}

/** Under which terms something that a model was made from may be used. */
export interface ModelLicence {
  /** What it is about, such as `"images"`, `"labels"` or `"encoder weights"`. */
  readonly of: string;
  /** SPDX id where there is one; null if nobody said. */
  readonly licence: string | null;
  /** The line that the licence asks to be shown. */
  readonly attribution: string | null;
}

/** One tensor of a model. */
export interface Parameter {
  /** Layer name + "." + weight name: the state_dict name of segmentation_models.pytorch. */
  readonly name: string;
  /** The layer group it belongs to. */
  readonly group: string;
  readonly layer: string;
  /** False for running statistics and the state of a dropout, which training moves but no gradient reaches. A freeze plan does not change it. */
  readonly trainable: boolean;
  /** Kernels are `[height, width, in, out]`. */
  readonly shape: readonly number[];
  readonly variable: Variable;
}

/** Encoder, decoder and head as one network: images to logits. */
export interface SegmentationModel {
  readonly kind: "segmentation-model";
  readonly encoder: Encoder;
  readonly decoder: Decoder;
  /** The classes of the logits, in their order. */
  readonly scheme: ClassScheme;
  /** The bands of the images, in their order. */
  readonly bands: readonly Band[];
  /** How samples became the numbers the network was trained on; null if nobody said. */
  readonly normalisation: Normalisation | null;
  /** Of what the model was made from; empty if nobody said. */
  readonly licences: readonly ModelLicence[];
  /** Images `[batch, height, width, band]` to logits `[batch, height, width, class]`. */
  readonly network: LayersModel;
  /** Names of the layer groups, input to output. */
  readonly groups: readonly string[];
  /** The layer groups with the names of their layers, input to output. */
  readonly layerGroups: readonly LayerGroup[];
  /** Every tensor, input to output. */
  parameters(): readonly Parameter[];
  /** Frees every tensor, those of the encoder included. A second call does nothing. */
  dispose(): void;
}
