import type { Decoder } from "@undercoat/segmentation";
import { DecodersError } from "./errors.ts";
import { LinearOptions } from "./linear-options.ts";

/**
 * No decoder: a linear probe. The head, a 1×1 convolution, sees the deepest feature, and its logits are enlarged to
 * the size of the image (bilinear, half-pixel centres). What an encoder learned shows in how well this does.
 *
 * No groups. Images of any size fit. `connect` throws a `DecodersError` `FEATURE_COUNT` without features.
 *
 * @see {@link https://arxiv.org/abs/1610.01644 | Alain and Bengio, 2016}
 *
 * @example
 * ```ts
 * const decoder = linear();
 * ```
 */
export function linear(options: LinearOptions = {}): Decoder {
  return {
    kind: "decoder",
    specVersion: 1,
    name: "linear",
    options: LinearOptions.parse(options),
    sizeMultiple: 1,
    head: { kernelSize: 1, upsampling: "image" },
    connect: (features) => {
      const output = features.at(-1);
      if (output !== undefined) return { output, groups: [] };
      throw new DecodersError("FEATURE_COUNT", {
        message: 'decoder "linear" got 0 features, expected at least 1; use an encoder with features',
        context: { count: 0 },
      });
    },
  };
}
