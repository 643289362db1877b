import { fill, type Tensor, type TensorInfo, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { type Attributes, type NodeBackend, runOp } from "./node-backend.ts";

const CORNERS: Attributes = { align_corners: false };

/** Nearest neighbour, factor 2. */
export function upsampleNearest(backend: NodeBackend, x: TensorInfo): Tensor {
  return resized(backend, "ResizeNearestNeighbor", x, 2, false);
}

/** The gradient of {@link upsampleNearest}: each cell gets the sum of its four copies. */
export function upsampleNearestGradient(backend: NodeBackend, dy: TensorInfo): Tensor {
  const [, height = 0, width = 0] = dy.shape;
  return tidy(() => {
    const size = tensor1d([height / 2, width / 2], "int32");
    const attributes = { ...CORNERS, half_pixel_centers: false };
    return runOp(backend, "ResizeNearestNeighborGrad", [dy, size], attributes)[0] as Tensor;
  });
}

/** Bilinear with half-pixel centres, by a whole factor. */
export function upsampleBilinear(backend: NodeBackend, x: TensorInfo, factor: number): Tensor {
  return resized(backend, "ResizeBilinear", x, factor, true);
}

/** The gradient of {@link upsampleBilinear}. */
export function upsampleBilinearGradient(backend: NodeBackend, dy: TensorInfo, factor: number): Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = dy.shape;
  return tidy(() => {
    // the operation reads nothing but the shape of its second input
    const image = fill([batch, height / factor, width / factor, channels], 0);
    const attributes = { ...CORNERS, half_pixel_centers: true };
    return runOp(backend, "ResizeBilinearGrad", [dy, image], attributes)[0] as Tensor;
  });
}

function resized(
  backend: NodeBackend,
  name: string,
  x: TensorInfo,
  factor: number,
  halfPixelCentres: boolean,
): Tensor {
  const [, height = 0, width = 0] = x.shape;
  return tidy(() => {
    const size = tensor1d([height * factor, width * factor], "int32");
    const attributes = { ...CORNERS, half_pixel_centers: halfPixelCentres };
    return runOp(backend, name, [x, size], attributes)[0] as Tensor;
  });
}
