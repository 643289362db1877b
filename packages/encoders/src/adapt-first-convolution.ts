import type { WeightValues } from "@undercoat/segmentation";
import { EncodersError } from "./errors.ts";

/**
 * The kernel of a first convolution for another number of bands, so that weights of an RGB model start one of
 * any bands: for 1 band the sum over the given ones; else band i takes those of band i modulo their
 * number, times `given / inChannels`, so that the sum over bands keeps its size.
 *
 * @param kernel - `[height, width, in, out]`.
 *
 * @throws {EncodersError} `KERNEL_SHAPE` if the kernel has not four axes or `inChannels` is not a whole number above 0.
 *
 * @example
 * ```ts
 * const kernel = adaptFirstConvolution(weights.get("encoder.conv1.weight")!, 13);
 * ```
 */
export function adaptFirstConvolution({ shape, data }: WeightValues, inChannels: number): WeightValues {
  const [rows, columns, given, filters] = sizesOf(shape, data.length, inChannels);
  const adapted = new Float32Array(rows * columns * inChannels * filters);
  const factor = inChannels === 1 ? 1 : given / inChannels;
  const sources = Array.from({ length: inChannels }, (_, band) =>
    inChannels === 1 ? Array.from({ length: given }, (_each, index) => index) : [band % given],
  );
  for (let cell = 0; cell < rows * columns; cell++)
    for (const [band, from] of sources.entries())
      for (let filter = 0; filter < filters; filter++) {
        const sum = from.reduce(
          (total, source) => total + data[(cell * given + source) * filters + filter]!,
          0,
        );
        adapted[(cell * inChannels + band) * filters + filter] = sum * factor;
      }
  return { shape: [rows, columns, inChannels, filters], data: adapted };
}

function sizesOf(
  shape: readonly number[],
  length: number,
  inChannels: number,
): readonly [number, number, number, number] {
  const size = shape.reduce((product, each) => product * each, 1);
  if (shape.length === 4 && size === length && Number.isInteger(inChannels) && inChannels > 0)
    return shape as [number, number, number, number];
  throw new EncodersError("KERNEL_SHAPE", {
    message:
      `kernel is [${shape.join(", ")}] with ${length} values, for ${inChannels} bands, expected ` +
      "[height, width, in, out] and a whole number of bands above 0; take the kernel of a 2-D convolution",
    context: { shape: [...shape], length, inChannels },
  });
}
