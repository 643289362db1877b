/** Sizes of a convolution of images `[batch, height, width, channels]`, padded by `padding` on each side. */
export interface OracleSizes {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filters: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** Output height and width. */
export function outputSizes({ height, width, kernel, stride, padding }: OracleSizes): [number, number] {
  const size = (length: number) => Math.floor((length + 2 * padding - kernel) / stride) + 1;
  return [size(height), size(width)];
}

/** The definition, in float64: output, and given an output gradient, both gradients. */
export function convolutionOracle(
  sizes: OracleSizes,
  x: Float32Array,
  weights: Float32Array,
  dy: Float32Array,
) {
  const { batch, height, width, channels, filters, kernel, stride, padding } = sizes;
  const [outHeight, outWidth] = outputSizes(sizes);
  const y = new Float64Array(batch * outHeight * outWidth * filters);
  const dx = new Float64Array(x.length);
  const dWeights = new Float64Array(weights.length);
  for (let out = 0; out < y.length / filters; out += 1) {
    const [b, row, column] = [
      Math.floor(out / (outHeight * outWidth)),
      Math.floor(out / outWidth) % outHeight,
      out % outWidth,
    ];
    for (let tap = 0; tap < kernel * kernel; tap += 1) {
      const inRow = row * stride + Math.floor(tap / kernel) - padding;
      const inColumn = column * stride + (tap % kernel) - padding;
      if (inRow < 0 || inRow >= height || inColumn < 0 || inColumn >= width) continue;
      for (let c = 0; c < channels; c += 1) {
        const input = ((b * height + inRow) * width + inColumn) * channels + c;
        for (let o = 0; o < filters; o += 1) {
          const [weight, output] = [(tap * channels + c) * filters + o, out * filters + o];
          y[output]! += x[input]! * weights[weight]!;
          dx[input]! += dy[output]! * weights[weight]!;
          dWeights[weight]! += x[input]! * dy[output]!;
        }
      }
    }
  }
  return { y, dx, dWeights };
}
