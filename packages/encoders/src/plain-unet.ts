import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Encoder } from "@undercoat/segmentation";
import { type GraphBuilder, maxPool } from "@undercoat/tensor";
import { EncoderParts } from "./internal/encoder-parts.ts";
import { PlainUnetOptions } from "./plain-unet-options.ts";

/**
 * The contracting path of a plain U-Net: two 3×3 convolutions a level, with batch norm, and 2×2 max pooling
 * between levels. Five features, reductions 1 to 16, sizes rounded down. Layer names are the module paths of
 * the PyTorch U-Net by milesial below `encoder.`. Groups `encoder.stem`, `encoder.stage1` … `encoder.stage4`.
 *
 * @see {@link https://arxiv.org/abs/1505.04597 | Ronneberger et al., MICCAI 2015} and, of the default channels,
 *   {@link https://arxiv.org/abs/2403.01641 | Liu et al., TGRS 2024}
 *
 * @example
 * ```ts
 * const encoder = plainUnet({ inChannels: 3 });
 * ```
 */
export function plainUnet(options: PlainUnetOptions = {}): Encoder {
  const parsed = PlainUnetOptions.parse(options);
  const parts = new EncoderParts(parsed.inChannels);
  let y = parts.image;
  for (const [level, count] of parsed.channels.entries()) {
    const filters = Math.max(1, Math.floor(count * parsed.width));
    y = parts.group(level === 0 ? "stem" : `stage${level}`, (graph) => {
      if (level === 0) return addPair(graph, y, { path: "encoder.inc", filters });
      const path = `encoder.down${level}.maxpool_conv`;
      const pool = maxPool({ name: `${path}.0`, kernelSize: 2, strides: 2 });
      return addPair(graph, graph.apply(pool, y), { path: `${path}.1`, filters });
    });
    parts.feature(y, filters, 2 ** level);
  }
  return parts.finish("plain-unet", parsed);
}

function addPair(
  graph: GraphBuilder,
  input: SymbolicTensor,
  { path, filters }: { readonly path: string; readonly filters: number },
): SymbolicTensor {
  return [0, 3].reduce((y, first) => {
    const name = (offset: number) => `${path}.double_conv.${first + offset}`;
    const normed = graph.convolutionNorm(y, { name: name(0), normName: name(1), filters, kernelSize: 3 });
    return graph.relu(normed, name(2));
  }, input);
}
