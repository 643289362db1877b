import { SegmentationError } from "./errors.ts";
import { isTorchParameter } from "./internal/is-torch-parameter.ts";
import { layerCosts } from "./internal/layer-costs.ts";
import type { Parameter, SegmentationModel } from "./model.ts";

/** How many numbers a part holds. */
export interface ParameterCounts {
  /** Moved by training. */
  readonly trainable: number;
  /** Of layers that a freeze plan froze. */
  readonly frozen: number;
  /** Running statistics, which no gradient reaches. */
  readonly statistics: number;
}

/** What one layer group is and costs. */
export interface GroupSummary {
  readonly name: string;
  readonly layers: number;
  /** `[height, width, channel]` of its last layer. */
  readonly outputShape: readonly number[];
  readonly parameters: ParameterCounts;
  /** Of one image; two operations each. Convolutions and dense layers count, everything else does not. */
  readonly multiplyAdds: number;
  /** Bytes of the outputs of its layers for one image. */
  readonly activationBytes: number;
}

/** What a model is and costs at one size of image. */
export interface ModelSummary {
  /** `[height, width, band]`. */
  readonly image: readonly [number, number, number];
  /** Input to output. What comes after the last group, such as the head's upsampling, counts to it. */
  readonly groups: readonly GroupSummary[];
  readonly parameters: ParameterCounts;
  readonly multiplyAdds: number;
  /** Bytes of all weights as float32. */
  readonly weightBytes: number;
  /** Bytes of all outputs of layers for one image: what training keeps of it, about. */
  readonly activationBytes: number;
}

/**
 * Layer groups, output shapes, parameters, multiply-adds and memory of a model for one image; nothing is run.
 *
 * @throws {SegmentationError} `SIZE_MISMATCH` for a size that the model does not take.
 *
 * @example
 * ```ts
 * const { multiplyAdds } = summariseModel(model, { height: 256, width: 256 });
 * ```
 */
export function summariseModel(
  model: SegmentationModel,
  size: { readonly height: number; readonly width: number },
): ModelSummary {
  checkSize(model, size);
  const { height, width } = size;
  const costs = layerCosts(model.network, [1, height, width, model.encoder.inChannels]);
  const parameters = model.parameters().filter(isTorchParameter);
  const groupOf = groupsOfLayers(model);
  const groups = model.groups.map((name): GroupSummary => {
    const layers = costs.filter((cost) => groupOf(cost.name) === name);
    const own = parameters.filter(({ group }) => group === name);
    return {
      name,
      layers: layers.length,
      outputShape: layers.at(-1)?.outputShape.slice(1) ?? [],
      parameters: countsOf(model, own),
      multiplyAdds: sum(layers.map(({ multiplyAdds }) => multiplyAdds)),
      activationBytes: 4 * sum(layers.map(({ outputShape }) => product(outputShape))),
    };
  });
  return {
    image: [height, width, model.encoder.inChannels],
    groups,
    parameters: countsOf(model, parameters),
    multiplyAdds: sum(groups.map(({ multiplyAdds }) => multiplyAdds)),
    weightBytes: 4 * sum(parameters.map(({ shape }) => product(shape))),
    activationBytes: sum(groups.map(({ activationBytes }) => activationBytes)),
  };
}

/** The group of a layer: its own, or that of the layers before it. */
function groupsOfLayers({ network, layerGroups }: SegmentationModel): (layer: string) => string {
  const own = new Map(
    layerGroups.flatMap(({ name, layerNames }) => layerNames.map((layer) => [layer, name] as const)),
  );
  const all = new Map<string, string>();
  let last = layerGroups[0]?.name ?? "";
  for (const { name } of network.layers) {
    last = own.get(name) ?? last;
    all.set(name, last);
  }
  return (layer) => all.get(layer) ?? last;
}

function countsOf({ network }: SegmentationModel, parameters: readonly Parameter[]): ParameterCounts {
  const isMoved = ({ layer }: Parameter) => network.getLayer(layer).trainable;
  const count = (some: readonly Parameter[]) => sum(some.map(({ shape }) => product(shape)));
  const weights = parameters.filter(({ trainable }) => trainable);
  return {
    trainable: count(weights.filter(isMoved)),
    frozen: count(weights.filter((parameter) => !isMoved(parameter))),
    statistics: count(parameters.filter(({ trainable }) => !trainable)),
  };
}

function checkSize({ decoder }: SegmentationModel, size: { height: number; width: number }): void {
  const multiple = decoder.sizeMultiple;
  const fits = (length: number) => Number.isInteger(length) && length >= 1 && length % multiple === 0;
  if (fits(size.height) && fits(size.width)) return;
  throw new SegmentationError("SIZE_MISMATCH", {
    message: `an image of ${size.height}×${size.width} pixels does not fit decoder "${decoder.name}", which takes whole multiples of ${multiple}; give a height and width of those`,
    context: { ...size, sizeMultiple: multiple },
  });
}

function product(shape: readonly number[]): number {
  return shape.reduce((all, length) => all * length, 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, value) => all + value, 0);
}
