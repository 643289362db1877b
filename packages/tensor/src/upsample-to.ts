import {
  matMul,
  reshape,
  type serialization,
  slice,
  type Tensor,
  type Tensor4D,
  tensor3d,
  tidy,
} from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import type { Layer } from "./layers/stateless-layer.ts";
import { parseShape } from "./parse-shape.ts";
import { upsampleBilinear } from "./upsample-bilinear.ts";
import { upsampleNearest2x } from "./upsample-nearest.ts";

/** How a map is enlarged. */
export type Interpolation = "nearest" | "bilinear";

type OpenShape = (number | null)[];

/** Options of {@link upsampleTo}. */
export interface UpsampleToOptions {
  readonly name: string;
  readonly interpolation: Interpolation;
}

/**
 * A layer of two inputs `[map, like]`: the map enlarged to the height and width of `like`, which is
 * twice as large, or one less where a stride of 2 rounded up.
 */
export function upsampleTo(options: UpsampleToOptions): Layer {
  return new UpsampleToLayer(options);
}

/** The layer class behind {@link upsampleTo}. */
export class UpsampleToLayer extends layers.Layer {
  static className = "UndercoatUpsampleTo";
  readonly interpolation: Interpolation;

  constructor(options: UpsampleToOptions) {
    super(options);
    this.interpolation = options.interpolation;
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const [x, like] = inputs as [Tensor4D, Tensor4D];
    const { h, w } = parseShape(like, "b h w c");
    return this.interpolation === "nearest" ? nearestTo(x, h, w) : bilinearTo(x, h, w);
  }

  override computeOutputShape(inputShape: OpenShape | OpenShape[]): OpenShape {
    const [x, like] = inputShape as [OpenShape, OpenShape];
    return [x[0] ?? null, like[1] ?? null, like[2] ?? null, x[3] ?? null];
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), interpolation: this.interpolation };
  }
}

/** Source index ⌊i · in / out⌋ is ⌊i / 2⌋ for out = 2·in and 2·in - 1 alike: double, then cut. */
function nearestTo(x: Tensor4D, height: number, width: number): Tensor {
  return tidy(() => {
    const doubled = upsampleNearest2x(x);
    const { b, h, w, c } = parseShape(doubled, "b h w c");
    return h === height && w === width ? doubled : slice(doubled, [0, 0, 0, 0], [b, height, width, c]);
  });
}

/** Half-pixel centres (PyTorch's `align_corners=False`) at any size: two products with sparse matrices. */
function bilinearTo(x: Tensor4D, height: number, width: number): Tensor {
  return tidy(() => {
    const { b, h, w, c } = parseShape(x, "b h w c");
    if (height === 2 * h && width === 2 * w) return upsampleBilinear(x, 2);
    const tall = matMul(bilinearMatrix(h, height, b), reshape(x, [b, h, w * c]));
    const wide = matMul(bilinearMatrix(w, width, b * height), reshape(tall, [b * height, w, c]));
    return reshape(wide, [b, height, width, c]);
  });
}

/** `[count, to, from]`: each row holds the weights of the two neighbours of one output position. */
function bilinearMatrix(from: number, to: number, count: number): Tensor {
  const matrix = new Float32Array(count * to * from);
  for (let row = 0; row < count * to; row++) {
    const position = Math.max(0, (((row % to) + 0.5) * from) / to - 0.5);
    const before = Math.min(Math.floor(position), from - 1);
    const after = Math.min(before + 1, from - 1);
    matrix[row * from + before]! += 1 - (position - before);
    matrix[row * from + after]! += position - before;
  }
  return tensor3d(matrix, [count, to, from]);
}
