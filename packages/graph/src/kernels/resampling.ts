import { type ResampleRule, resampleMatrix } from "@undercoat/tensor";
import type { KernelRules } from "../kernel-rule.ts";
import type { Lowered, Lowering } from "../lower/lowering.ts";
import type { Attributes, Value } from "../record/value.ts";
import { between, type Matrix, transposedMatrix } from "./matrix-products.ts";

/** `resample` of @undercoat/tensor and its gradient: a product with a sparse matrix on either side of every image. */
export const resampling: KernelRules = {
  record: {
    UndercoatResample: ({ x0 }, attributes, recorder) =>
      recorder.operation("Resample", [x0!], ruleOf(attributes), sized(x0!, attributes), "float32"),
    UndercoatResampleGrad: ({ x0 }, attributes, recorder) =>
      recorder.operation("ResampleGrad", [x0!], ruleOf(attributes), sized(x0!, attributes), "float32"),
  },
  lower: {
    Resample: (value, lowering) => {
      const x = value.inputs[0]!;
      if (lowering.portable) {
        const name = portable(value, lowering);
        if (name !== null) return lowering.imageResult(value, name);
      }
      const [rows, columns] = matrices(value, x.shape, value.shape);
      return lowering.imageResult(
        value,
        between(rows, lowering.images(x), transposedMatrix(columns), lowering),
      );
    },
    ResampleGrad: (value, lowering): Lowered => {
      const dy = value.inputs[0]!;
      const [rows, columns] = matrices(value, value.shape, dy.shape);
      return lowering.imageResult(
        value,
        between(transposedMatrix(rows), lowering.images(dy), columns, lowering),
      );
    },
  },
};

/** ONNX's own operator where it says the same by a factor, so that a file serves other sizes too; else `null`. */
function portable(value: Value, lowering: Lowering): string | null {
  const x = value.inputs[0]!;
  const { mode, alignCorners } = value.attributes as unknown as ResampleRule;
  const factors = [1, 2].map((axis) => value.shape[axis]! / x.shape[axis]!);
  if (!factors.every(Number.isInteger) || (mode !== "bilinear" && mode !== "nearest")) return null;
  const scales = lowering.model.constant(Float32Array.of(1, 1, ...factors), [4]);
  const linear = {
    mode: "linear",
    coordinate_transformation_mode: alignCorners ? "align_corners" : "half_pixel",
  };
  const nearest = { mode, coordinate_transformation_mode: "asymmetric", nearest_mode: "floor" };
  return lowering.node("Resize", [lowering.images(x), "", scales], mode === "nearest" ? nearest : linear);
}

function ruleOf({ mode, alignCorners }: Attributes): Attributes {
  return { mode, alignCorners } as Attributes;
}

function sized({ shape }: Value, attributes: Attributes): number[] {
  const [height, width] = attributes["size"] as [number, number];
  return [shape[0]!, height, width, shape[3]!];
}

/** Of rows and of columns, `[to, from]`. */
function matrices(
  { attributes }: Value,
  small: readonly number[],
  large: readonly number[],
): [Matrix, Matrix] {
  const along = (axis: 1 | 2): Matrix => {
    const [from, to] = [small[axis]!, large[axis]!];
    return { data: resampleMatrix(attributes as unknown as ResampleRule, from, to), shape: [to, from] };
  };
  return [along(1), along(2)];
}
