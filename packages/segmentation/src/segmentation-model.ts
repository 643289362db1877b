import { type LayersModel, model as layersModel, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Band, ClassScheme } from "@undercoat/raster";
import {
  convolution,
  upsampleBilinear2x,
  upsampleBilinear4x,
  upsampleBy,
  upsampleTo,
} from "@undercoat/tensor";
import type { Decoder, HeadInfo } from "./decoder.ts";
import type { Encoder, LayerGroup } from "./encoder.ts";
import { SegmentationError } from "./errors.ts";
import { parametersOf } from "./internal/parameters-of.ts";
import type { ModelLicence, Normalisation, SegmentationModel } from "./model.ts";

/** What {@link segmentationModel} is made of. */
export interface SegmentationModelParts {
  readonly encoder: Encoder;
  readonly decoder: Decoder;
  readonly scheme: ClassScheme;
  /** Omitted: `"band 1"`, `"band 2"`, … */
  readonly bands?: readonly Band[];
  readonly normalisation?: Normalisation | null;
  /** Of what the model is made from, such as pretrained weights. Omitted: nothing is said. */
  readonly licences?: readonly ModelLicence[];
}

/**
 * Encoder + decoder + head as one flat network. The encoder is used, not copied: two models on one
 * encoder object share its weights. Every kernel is zero until `initialise` or `setWeights`.
 *
 * @throws {SegmentationError} `CHANNEL_MISMATCH` if bands or normalisation do not fit the encoder.
 *
 * @example
 * ```ts
 * const model = segmentationModel({ encoder: resnet({ depth: 18, inChannels: 4 }), decoder: unet(), scheme });
 * initialise(model, { seed: 7 });
 * ```
 */
export function segmentationModel({
  encoder,
  decoder,
  scheme,
  bands = Array.from({ length: encoder.inChannels }, (_, index) => ({ name: `band ${index + 1}` })),
  normalisation = null,
  licences = [],
}: SegmentationModelParts): SegmentationModel {
  checkCount("bands", bands.length, encoder);
  if (normalisation !== null) {
    checkCount("means of the normalisation", normalisation.mean.length, encoder);
    checkCount("standard deviations of the normalisation", normalisation.standardDeviation.length, encoder);
  }
  const { network, groups } = assemble(encoder, decoder, scheme.classes.length);
  const parameters = parametersOf(network, groups);
  return {
    kind: "segmentation-model",
    encoder,
    decoder,
    scheme,
    bands,
    normalisation,
    licences,
    network,
    groups: groups.map(({ name }) => name),
    layerGroups: groups,
    parameters: () => parameters,
    dispose: disposeOnce(network, encoder.network),
  };
}

function assemble(
  encoder: Encoder,
  decoder: Decoder,
  classCount: number,
): { network: LayersModel; groups: readonly LayerGroup[] } {
  const image = encoder.network.inputs[0] as SymbolicTensor;
  const graph = decoder.connect(encoder.network.outputs, encoder.features, image);
  const head = addHead(graph.output, decoder.head, { classCount, image });
  const network = layersModel({ inputs: image, outputs: head.output, name: "segmentation" });
  return { network, groups: [...usedGroups(encoder, network), ...graph.groups, head.group] };
}

/** The groups of an encoder without the deep layers that a shallow decoder leaves out. */
function usedGroups(encoder: Encoder, network: LayersModel): LayerGroup[] {
  const used = new Set(network.layers.map(({ name }) => name));
  return encoder.groups
    .map(({ name, layerNames }) => ({ name, layerNames: layerNames.filter((layer) => used.has(layer)) }))
    .filter(({ layerNames }) => layerNames.length > 0);
}

function addHead(
  input: SymbolicTensor,
  head: HeadInfo,
  { classCount, image }: { readonly classCount: number; readonly image: SymbolicTensor },
): { output: SymbolicTensor; group: LayerGroup } {
  const name = "segmentation_head.0";
  const { kernelSize } = head;
  const padding = (kernelSize - 1) / 2;
  const layer = convolution({ name, filters: classCount, kernelSize, padding, useBias: true });
  const logits = layer.apply(input) as SymbolicTensor;
  return { output: addUpsampling(logits, head, image), group: { name: "head", layerNames: [name] } };
}

function addUpsampling(
  logits: SymbolicTensor,
  { upsampling, alignCorners = false }: HeadInfo,
  image: SymbolicTensor,
): SymbolicTensor {
  if (upsampling === 1) return logits;
  const name = "segmentation_head.1";
  const interpolation = "bilinear";
  if (upsampling === "image")
    return upsampleTo({ name, interpolation, alignCorners }).apply([logits, image]) as SymbolicTensor;
  const short = alignCorners ? undefined : { 2: upsampleBilinear2x, 4: upsampleBilinear4x }[upsampling];
  const layer = short?.({ name }) ?? upsampleBy({ name, factor: upsampling, interpolation, alignCorners });
  return layer.apply(logits) as SymbolicTensor;
}

function checkCount(what: string, count: number, encoder: Encoder): void {
  if (count === encoder.inChannels) return;
  throw new SegmentationError("CHANNEL_MISMATCH", {
    message:
      `there are ${count} ${what}, but encoder "${encoder.name}" takes ${encoder.inChannels} channels; ` +
      `give ${encoder.inChannels}, or make the encoder with inChannels: ${count}`,
    context: { what, count, inChannels: encoder.inChannels },
  });
}

function disposeOnce(network: LayersModel, encoder: LayersModel): () => void {
  let disposed = false;
  return () => {
    if (disposed) return;
    disposed = true;
    network.dispose();
    for (const layer of encoder.layers) if (!network.layers.includes(layer)) layer.dispose();
  };
}
