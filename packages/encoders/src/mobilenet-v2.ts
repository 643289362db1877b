import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Encoder } from "@undercoat/segmentation";
import type { GraphBuilder } from "@undercoat/tensor";
import { EncoderParts } from "./internal/encoder-parts.ts";
import { addActivated, addInvertedResidual } from "./internal/inverted-residual.ts";
import { stageGeometry } from "./internal/stage-plan.ts";
import { MobilenetV2Options } from "./mobilenet-v2-options.ts";

/** One row of the paper's table 2: `blocks` blocks of `channels`, the first with `strides`. */
interface Row {
  readonly expansion: number;
  readonly channels: number;
  readonly blocks: number;
  readonly strides: number;
}

/** Rows by stage, and the reduction after the stage. */
const STAGES: readonly { readonly reduction: number; readonly rows: readonly Row[] }[] = [
  { reduction: 2, rows: [{ expansion: 1, channels: 16, blocks: 1, strides: 1 }] },
  { reduction: 4, rows: [{ expansion: 6, channels: 24, blocks: 2, strides: 2 }] },
  { reduction: 8, rows: [{ expansion: 6, channels: 32, blocks: 3, strides: 2 }] },
  {
    reduction: 16,
    rows: [
      { expansion: 6, channels: 64, blocks: 4, strides: 2 },
      { expansion: 6, channels: 96, blocks: 3, strides: 1 },
    ],
  },
  {
    reduction: 32,
    rows: [
      { expansion: 6, channels: 160, blocks: 3, strides: 2 },
      { expansion: 6, channels: 320, blocks: 1, strides: 1 },
    ],
  },
];
const FIRST = 32;
const LAST = 1280;

/**
 * MobileNetV2 as in torchvision. Five features, reductions 2 to 32 or to `outputStride`: the outputs of
 * `features.1`, `.3`, `.6`, `.13` and `.18`, of 16, 24, 32, 96 and 1280 channels. Layer names are the module
 * paths of segmentation_models.pytorch. Groups `encoder.stem`, `encoder.stage1` … `encoder.stage4`.
 *
 * @see {@link https://arxiv.org/abs/1801.04381 | Sandler et al., CVPR 2018}
 *
 * @example
 * ```ts
 * const encoder = mobilenetV2({ inChannels: 4, outputStride: 16 });
 * ```
 */
export function mobilenetV2(options: MobilenetV2Options = {}): Encoder {
  const parsed = MobilenetV2Options.parse(options);
  const parts = new EncoderParts(parsed.inChannels);
  const scaled = (count: number) => multipleOfEight(count * parsed.width);
  let position = { y: parts.image, channels: scaled(FIRST), index: 1 };
  for (const [stage, { reduction, rows }] of STAGES.entries()) {
    const strides = rows[0]!.strides;
    const geometry = stageGeometry(reduction, strides, parsed.outputStride);
    const last = stage === STAGES.length - 1 ? multipleOfEight(LAST * Math.max(1, parsed.width)) : null;
    parts.group(stage === 0 ? "stem" : `stage${stage}`, (graph) => {
      if (stage === 0) position = { ...position, y: addStem(graph, position.y, position.channels) };
      for (const row of rows) {
        const first = row === rows[0] ? geometry.strides : 1;
        const plan = { ...row, filters: scaled(row.channels), strides: first, dilation: geometry.dilation };
        position = addRow(graph, position, plan, row.strides);
      }
      if (last !== null) {
        const path = `encoder.features.${position.index}`;
        const y = addActivated(graph, position.y, { path, filters: last, kernelSize: 1 });
        position = { ...position, y, channels: last };
      }
      return position.y;
    });
    parts.feature(position.y, position.channels, geometry.reduction);
  }
  return parts.finish("mobilenet-v2", parsed);
}

function addStem(graph: GraphBuilder, image: SymbolicTensor, filters: number): SymbolicTensor {
  return addActivated(graph, image, { path: "encoder.features.0", filters, kernelSize: 3, strides: 2 });
}

/** Where the graph has come to. */
interface Position {
  readonly y: SymbolicTensor;
  readonly channels: number;
  /** Of the next block in `features`. */
  readonly index: number;
}

interface RowPlan {
  readonly expansion: number;
  readonly filters: number;
  readonly blocks: number;
  readonly strides: number;
  readonly dilation: number;
}

/** @param drawn - The stride before dilation: a block that had one adds no input, dilated or not. */
function addRow(
  graph: GraphBuilder,
  { y, channels, index }: Position,
  { blocks, filters, ...plan }: RowPlan,
  drawn: number,
): Position {
  let output = y;
  for (let block = 0; block < blocks; block++) {
    const inChannels = block === 0 ? channels : filters;
    output = addInvertedResidual(graph, output, {
      ...plan,
      path: `encoder.features.${index + block}`,
      inChannels,
      filters,
      strides: block === 0 ? plan.strides : 1,
      residual: (block > 0 || drawn === 1) && inChannels === filters,
    });
  }
  return { y: output, channels: filters, index: index + blocks };
}

/** The nearest multiple of 8, at least 8 and not below nine tenths of the number. */
function multipleOfEight(channels: number): number {
  const nearest = Math.max(8, Math.floor((channels + 4) / 8) * 8);
  return nearest < 0.9 * channels ? nearest + 8 : nearest;
}
