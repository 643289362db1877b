import { type serialization, slice, type Tensor, type Tensor4D, tidy } from "@tensorflow/tfjs-core";
import { type Layer, type LayerOptions, type OpenShape, StatelessLayer } from "./layers/stateless-layer.ts";
import { parseShape } from "./parse-shape.ts";
import { type ImageSize, resample } from "./resample.ts";
import { upsampleBilinear } from "./upsample-bilinear.ts";
import { upsampleNearest2x } from "./upsample-nearest.ts";

/** How a map is enlarged. */
export type Interpolation = "nearest" | "bilinear";

/** Options of {@link upsampleTo}. */
export interface UpsampleToOptions extends LayerOptions {
  readonly interpolation: Interpolation;
  /** PyTorch's `align_corners`, of `"bilinear"`; `false` if omitted. */
  readonly alignCorners?: boolean;
}

/** A layer of two inputs `[map, like]`: the map at the height and width of `like`, whatever they are. */
export function upsampleTo(options: UpsampleToOptions): Layer {
  return new UpsampleToLayer(options);
}

/** The layer class behind {@link upsampleTo}. */
export class UpsampleToLayer extends StatelessLayer {
  static className = "UndercoatUpsampleTo";
  readonly interpolation: Interpolation;
  readonly alignCorners: boolean;

  constructor(options: UpsampleToOptions) {
    super(options);
    this.interpolation = options.interpolation;
    this.alignCorners = options.alignCorners ?? false;
  }

  override compute(inputs: readonly Tensor[]): Tensor {
    const [x, like] = inputs as [Tensor4D, Tensor4D];
    const { h, w } = parseShape(like, "b h w c");
    return enlargedTo(x, [h, w], { mode: this.interpolation, alignCorners: this.alignCorners });
  }

  override outputShapeOf([x = [], like = []]: readonly OpenShape[]): OpenShape {
    return [x[0] ?? null, like[1] ?? null, like[2] ?? null, x[3] ?? null];
  }

  override getConfig(): serialization.ConfigDict {
    return { ...super.getConfig(), interpolation: this.interpolation, alignCorners: this.alignCorners };
  }
}

interface Enlargement {
  readonly mode: Interpolation;
  readonly alignCorners: boolean;
}

/** A map at another size; twice the size, and one less, have shorter ways with the same numbers. */
export function enlargedTo(x: Tensor4D, [height, width]: ImageSize, rule: Enlargement): Tensor4D {
  const { h, w } = parseShape(x, "b h w c");
  const doubled = height === 2 * h && width === 2 * w;
  if (rule.mode === "bilinear" && !rule.alignCorners && doubled) return upsampleBilinear(x, 2);
  const nearly = (small: number, large: number) => large === 2 * small || large === 2 * small - 1;
  if (rule.mode === "nearest" && nearly(h, height) && nearly(w, width)) return nearestTo(x, [height, width]);
  return resample(x, [height, width], rule);
}

/** Source index ⌊i · in / out⌋ is ⌊i / 2⌋ for out = 2·in and 2·in - 1 alike: double, then cut. */
function nearestTo(x: Tensor4D, [height, width]: ImageSize): Tensor4D {
  return tidy(() => {
    const doubled = upsampleNearest2x(x);
    const { b, h, w, c } = parseShape(doubled, "b h w c");
    return h === height && w === width ? doubled : slice(doubled, [0, 0, 0, 0], [b, height, width, c]);
  });
}
