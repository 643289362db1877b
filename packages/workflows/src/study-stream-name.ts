import type { DecoderName } from "./config/decoder-name.ts";

/** Ordered rewrites from smp's parameter names to the names of the study's network. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/^encoder\.conv1\./, "stem."],
  [/^encoder\.bn1\./, "bn."],
  [/^segmentation_head\.0\./, "head."],
  [/^decoder\.laterals\./, "lat."],
  [/^decoder\.merge\.0\./, "c."],
  [/^decoder\.merge\.1\./, "b."],
  [/^decoder\.blocks\.(\d+)\.conv([12])\.0\./, "dec.$1.c$2."],
  [/^decoder\.blocks\.(\d+)\.conv([12])\.1\./, "dec.$1.b$2."],
];

/** What stands before the names of a decoder that the study does not have, or has under names of its own. */
const PREFIXES: Readonly<Partial<Record<DecoderName, string>>> = { unet: "", "lateral-fpn": "fpn." };

/**
 * The name under which the PyTorch study of the method draws a parameter's initial values, so that its runs and
 * ours start from the same weights.
 *
 * @param parameter - smp's state_dict name, such as `encoder.layer1.0.conv1.weight`.
 * @param decoder - Name of the decoder; all but the U-Net's parameters have a prefix of their own.
 */
export function studyStreamName(parameter: string, decoder: DecoderName): string {
  const block = /^encoder\.layer(\d)\.(\d+)\.(.*)$/.exec(parameter);
  if (block !== null) {
    const inner = block[3]!
      .replace(/^conv(\d)/, "c$1")
      .replace(/^bn(\d)/, "b$1")
      .replace(/^downsample/, "down");
    return `layers.${Number(block[1]) - 1}.${block[2]}.${inner}`;
  }
  const name = REWRITES.reduce(
    (text, [pattern, replacement]) => text.replace(pattern, replacement),
    parameter,
  );
  return parameter.startsWith("encoder.") ? name : `${PREFIXES[decoder] ?? `${decoder}/`}${name}`;
}
