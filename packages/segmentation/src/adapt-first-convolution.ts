import { SegmentationError } from "./errors.ts";
import type { WeightValues } from "./weights.ts";

/**
 * The kernel of a first convolution for another number of bands, by the two rules of segmentation_models.pytorch: for
 * one band, the sum over the kernel's bands; else band i takes the kernel of band `i mod n`, times `n / bands`, where n
 * is what the kernel has. The size of what comes out stays about the same.
 *
 * @param kernel - As PyTorch has it, `[out, band, height, width]`.
 * @throws {SegmentationError} `KERNEL_SHAPE` if the kernel has not four axes or `bands` is not a whole number above 0.
 * @returns A new kernel `[out, bands, height, width]`; the same numbers where `bands` is what it has.
 *
 * @example
 * ```ts
 * const fourBands = adaptFirstConvolution({ shape: [64, 3, 7, 7], data }, 4);
 * ```
 */
export function adaptFirstConvolution({ shape, data }: WeightValues, bands: number): WeightValues {
  refuseOthers({ shape, data }, bands);
  const [outputs, given, height, width] = shape as [number, number, number, number];
  if (bands === given) return { shape: [...shape], data: Float32Array.from(data) };
  const cells = height * width;
  const adapted = new Float32Array(outputs * bands * cells);
  const scale = bands === 1 ? 1 : given / bands;
  for (let output = 0; output < outputs; output++) {
    for (let band = 0; band < (bands === 1 ? given : bands); band++) {
      const from = (output * given + (band % given)) * cells;
      const to = bands === 1 ? output * cells : (output * bands + band) * cells;
      for (let cell = 0; cell < cells; cell++) adapted[to + cell]! += data[from + cell]! * scale;
    }
  }
  return { shape: [outputs, bands, height, width], data: adapted };
}

function refuseOthers({ shape, data: { length } }: WeightValues, bands: number): void {
  const size = shape.reduce((product, each) => product * each, 1);
  if (shape.length === 4 && size === length && Number.isInteger(bands) && bands > 0) return;
  throw new SegmentationError("KERNEL_SHAPE", {
    message:
      `kernel is [${shape.join(", ")}] with ${length} values, for ${bands} bands, expected ` +
      "[out, in, height, width] and a whole number of bands above 0; take the kernel of a 2-D convolution",
    context: { shape: [...shape], length, bands },
  });
}
