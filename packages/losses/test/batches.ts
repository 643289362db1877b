import { type Tensor3D, type Tensor4D, tensor3d, tensor4d } from "@tensorflow/tfjs-core";

/** Logits `[2, 3, 4, 3]` and labels with every class and ignored pixels. */
export function exampleBatch(): { logits: Tensor4D; labels: Tensor3D; weights: Tensor3D } {
  const logits = Float32Array.from({ length: 72 }, (_, i) => 2 * Math.sin(1.3 * i));
  const labels = Int32Array.from({ length: 24 }, (_, i) => (i % 5 === 4 ? 255 : (i * 7) % 3));
  const weights = Float32Array.from({ length: 24 }, (_, i) => 0.2 + 0.8 * Math.abs(Math.cos(i)));
  return {
    logits: tensor4d(logits, [2, 3, 4, 3]),
    labels: tensor3d(labels, [2, 3, 4], "int32"),
    weights: tensor3d(weights, [2, 3, 4]),
  };
}

/** Targets of three classes, below 1 in sum, that every pixel has whatever its place: `0.1`, `0.2` and `0.4`. */
export function exampleTargets(shape: [number, number, number, number]): Tensor4D {
  const size = shape.reduce((product, length) => product * length, 1);
  return tensor4d(
    Float32Array.from({ length: size }, (_, i) => [0.1, 0.2, 0.4][i % 3]!),
    shape,
  );
}
