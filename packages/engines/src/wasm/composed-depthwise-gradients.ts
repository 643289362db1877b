import * as tf from "@tensorflow/tfjs-core";

interface DepthwiseAttributes {
  readonly strides: number | [number, number];
  readonly dilations: number | [number, number];
  readonly pad: "valid" | "same" | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
  readonly inputShape: [number, number, number, number];
  readonly filterShape: [number, number, number, number];
}

/** Where the cells of a window lie: pairs are `[rows, columns]`. */
interface Geometry {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly output: readonly [number, number];
  /** Zero rows above and columns at the left. */
  readonly before: readonly [number, number];
}

/** The gradient to a depthwise convolution's input: the windows' shares, cell by cell of the kernel. */
export const composedDepthwiseInputGradient: tf.KernelFunc = ({ inputs, attrs }) => {
  const { dy, filter } = inputs as unknown as { dy: tf.Tensor4D; filter: tf.Tensor4D };
  const attributes = attrs as unknown as DepthwiseAttributes;
  const { inputShape } = attributes;
  const geometry = geometryOf(inputShape, filter.shape, attributes);
  return tf.tidy(() => {
    const spread = spreadOut(dy, geometry, inputShape);
    const flipped = tf.reverse(filter, [0, 1]);
    const columns = [...Array(filter.shape[3]).keys()].map((index) => {
      const multiplier = filter.shape[3];
      const part = multiplier === 1 ? spread : everyChannel(spread, index, multiplier);
      const kernel = tf.slice(flipped, [0, 0, 0, index], [-1, -1, -1, 1]) as tf.Tensor4D;
      return tf.depthwiseConv2d(part, kernel, 1, "valid", "NHWC", [...geometry.dilations]);
    });
    return columns.reduce((sum, part) => tf.add(sum, part)).clone();
  });
};

/** The gradient to a depthwise convolution's weights: for each cell, the sum of what it saw times `dy`. */
export const composedDepthwiseWeightGradient: tf.KernelFunc = ({ inputs, attrs }) => {
  const { x, dy } = inputs as unknown as { x: tf.Tensor4D; dy: tf.Tensor4D };
  const attributes = attrs as unknown as DepthwiseAttributes;
  const { filterShape } = attributes;
  const geometry = geometryOf(x.shape, filterShape, attributes);
  const { kernel, strides, dilations, output } = geometry;
  const [rows, columns, channels, multiplier] = filterShape;
  return tf.tidy(() => {
    const padded = fitted(x, geometry);
    const reach = output.map((size, axis) => (size - 1) * (strides[axis] as number) + 1);
    const cells = [...Array(rows * columns).keys()].map((cell) =>
      tf.tidy(() => {
        const row = Math.floor(cell / columns) * dilations[0];
        const column = (cell % columns) * dilations[1];
        const begin = [0, row, column, 0] as [number, number, number, number];
        const end = [x.shape[0], row + reach[0]!, column + reach[1]!, channels];
        const seen = tf.stridedSlice(padded, begin, end, [1, ...strides, 1]) as tf.Tensor4D;
        const wide = multiplier === 1 ? seen : repeated(seen, multiplier);
        return tf.sum(tf.mul(wide, dy), [0, 1, 2]);
      }),
    );
    return tf.reshape(tf.stack(cells), [...kernel, channels, multiplier]).clone();
  });
};

function geometryOf(
  image: DepthwiseAttributes["inputShape"],
  filter: [number, number, number, number],
  { strides, dilations, pad, dimRoundingMode }: DepthwiseAttributes,
): Geometry {
  const info = tf.backend_util.computeConv2DInfo(
    image,
    filter,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    true,
  );
  return {
    kernel: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    output: [info.outHeight, info.outWidth],
    before: [info.padInfo.top, info.padInfo.left],
  };
}

/** Length of a side that the windows look at. */
function seenLength({ kernel, strides, dilations, output }: Geometry, axis: 0 | 1): number {
  return (output[axis] - 1) * strides[axis] + (kernel[axis] - 1) * dilations[axis] + 1;
}

/** The image with the zeros around it, of just the size that the windows look at. */
function fitted(x: tf.Tensor4D, geometry: Geometry): tf.Tensor4D {
  const { before } = geometry;
  const lengths = [seenLength(geometry, 0), seenLength(geometry, 1)] as const;
  const after = lengths.map((length, axis) =>
    Math.max(0, length - before[axis as 0 | 1] - x.shape[axis + 1]!),
  ) as [number, number];
  const padded = tf.pad(x, [
    [0, 0],
    [before[0], after[0]],
    [before[1], after[1]],
    [0, 0],
  ]);
  return tf.slice(padded, [0, 0, 0, 0], [-1, ...lengths, -1]) as tf.Tensor4D;
}

/** `dy` with zeros between and around its pixels, so that a plain convolution of stride 1 gives the image's size. */
function spreadOut(
  dy: tf.Tensor4D,
  { kernel, strides, dilations, output, before }: Geometry,
  [batch, height, width]: readonly number[],
): tf.Tensor4D {
  const channels = dy.shape[3];
  const [rows, columns] = output;
  let spread: tf.Tensor = dy;
  if (strides[0] > 1 || strides[1] > 1) {
    const cells = tf.reshape(dy, [batch!, rows, 1, columns, 1, channels]);
    const gaps: [number, number][] = [
      [0, 0],
      [0, 0],
      [0, strides[0] - 1],
      [0, 0],
      [0, strides[1] - 1],
      [0, 0],
    ];
    spread = tf.reshape(tf.pad(cells, gaps), [batch!, rows * strides[0], columns * strides[1], channels]);
  }
  const sides = ([height, width] as number[]).map((size, axis) => {
    const reach = (kernel[axis as 0 | 1] - 1) * dilations[axis as 0 | 1];
    const first = reach - before[axis as 0 | 1];
    return { first, length: size + reach, given: output[axis as 0 | 1] * strides[axis as 0 | 1] };
  });
  return placed(spread, sides) as tf.Tensor4D;
}

/** Rows and columns put at `first` of a longer or shorter run of zeros. */
function placed(
  x: tf.Tensor,
  sides: readonly { readonly first: number; readonly length: number; readonly given: number }[],
): tf.Tensor {
  const pads = sides.map(({ first, length, given }): [number, number] => [
    Math.max(0, first),
    Math.max(0, length - first - given),
  ]);
  const padded = tf.pad(x as tf.Tensor4D, [[0, 0], pads[0]!, pads[1]!, [0, 0]]);
  const begin = sides.map(({ first }) => Math.max(0, -first));
  return tf.slice(padded, [0, ...begin, 0], [-1, ...sides.map(({ length }) => length), -1]);
}

/** Of `[…, channels · multiplier]`, the channels that came from the kernel's `index`-th column. */
function everyChannel(x: tf.Tensor4D, index: number, multiplier: number): tf.Tensor4D {
  const [b, h, w, c] = x.shape;
  const split = tf.reshape(x, [b * h * w, c / multiplier, multiplier]);
  return tf.reshape(tf.slice(split, [0, 0, index], [-1, -1, 1]), [b, h, w, c / multiplier]);
}

/** Every channel `multiplier` times, side by side. */
function repeated(x: tf.Tensor4D, multiplier: number): tf.Tensor4D {
  const [b, h, w, c] = x.shape;
  return tf.reshape(tf.tile(tf.reshape(x, [b * h * w, c, 1]), [1, 1, multiplier]), [b, h, w, c * multiplier]);
}
