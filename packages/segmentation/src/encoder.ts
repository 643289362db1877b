import type { LayersModel } from "@tensorflow/tfjs-layers";

/** One output of an encoder. */
export interface FeatureInfo {
  /** Name of the tfjs layer whose output this is. */
  readonly layerName: string;
  readonly channels: number;
  /** Image size divided by feature size: a power of 2. */
  readonly reduction: number;
}

/** Layers that are frozen, scaled, compared and transferred together. */
export interface LayerGroup {
  /** For example `"encoder.stage1"`, `"decoder.block5"`, `"head"`. */
  readonly name: string;
  /** Names of tfjs layers. */
  readonly layerNames: readonly string[];
}

/** Options of a part, as plain JSON values: what rebuilds it. */
export type PartOptions = Readonly<Record<string, unknown>>;

/** Turns images `[batch, height, width, channel]` into features, shallow to deep. */
export interface Encoder {
  readonly kind: "encoder";
  readonly specVersion: 1;
  /** Name of the factory that made it. */
  readonly name: string;
  /** Every option with its default filled in. */
  readonly options: PartOptions;
  readonly inChannels: number;
  /** Shallow to deep; one per output of {@link Encoder.network}, in its order. */
  readonly features: readonly FeatureInfo[];
  /** Input to output. */
  readonly groups: readonly LayerGroup[];
  readonly network: LayersModel;
}
