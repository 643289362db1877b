import type { Encoder } from "@undercoat/segmentation";
import { EncoderParts } from "./internal/encoder-parts.ts";
import { TinyOptions } from "./tiny-options.ts";

/**
 * The smallest encoder that every decoder takes: one 3×3 convolution of stride 2, batch norm and ReLU a
 * level. For demonstrations and tests; it trains in seconds and knows little. Groups `encoder.stem`,
 * `encoder.stage1`, ….
 *
 * @example
 * ```ts
 * const encoder = tiny({ inChannels: 4 });
 * ```
 */
export function tiny(options: TinyOptions = {}): Encoder {
  const parsed = TinyOptions.parse(options);
  const parts = new EncoderParts(parsed.inChannels);
  let y = parts.image;
  for (const [level, filters] of parsed.channels.entries()) {
    y = parts.group(level === 0 ? "stem" : `stage${level}`, (graph) => {
      const path = `encoder.levels.${level}`;
      const sizes = { name: `${path}.conv`, normName: `${path}.norm`, filters, kernelSize: 3, strides: 2 };
      return graph.relu(graph.convolutionNorm(y, sizes), `${path}.relu`);
    });
    parts.feature(y, filters, 2 ** (level + 1));
  }
  return parts.finish("tiny", parsed);
}
