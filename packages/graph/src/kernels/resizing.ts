import type { KernelRules, RecordRule } from "../kernel-rule.ts";
import type { Lowered, Lowering } from "../lower/lowering.ts";
import type { Attributes, Value } from "../record/value.ts";
import { type InterpolationRule, interpolationMatrix } from "./interpolation-matrix.ts";
import { between, type Matrix, transposedMatrix } from "./matrix-products.ts";

/** Resampling to any size, both corner conventions, and the gradients; factor 2 has a shorter form. */
export const resizing: KernelRules = {
  record: {
    ResizeNearestNeighbor: resized("nearest"),
    ResizeBilinear: resized("bilinear"),
    ResizeNearestNeighborGrad: resizedBack("nearest"),
    ResizeBilinearGrad: resizedBack("bilinear"),
    UndercoatUpsampleNearest2x: ({ x0 }, _, recorder) =>
      recorder.operation("Upsample", [x0!], {}, times(x0!, 2), "float32"),
    UndercoatUpsampleNearest2xGrad: ({ x0 }, _, recorder) =>
      recorder.operation("UpsampleGrad", [x0!], {}, times(x0!, 0.5), "float32"),
    UndercoatUpsampleBilinear: ({ x0 }, { factor }, recorder) => {
      const rule: InterpolationRule = { kind: "bilinear", alignCorners: false, halfPixelCenters: true };
      return recorder.operation("Resize", [x0!], { ...rule }, times(x0!, factor as number), "float32");
    },
    UndercoatUpsampleBilinearGrad: ({ x0 }, { factor }, recorder) => {
      const rule: InterpolationRule = { kind: "bilinear", alignCorners: false, halfPixelCenters: true };
      return recorder.operation(
        "ResizeGrad",
        [x0!],
        { ...rule },
        times(x0!, 1 / (factor as number)),
        "float32",
      );
    },
  },
  lower: {
    Resize: (value, lowering) => {
      const x = value.inputs[0]!;
      const rule = value.attributes as unknown as InterpolationRule;
      const factors = [1, 2].map((axis) => value.shape[axis]! / x.shape[axis]!);
      if (
        lowering.portable &&
        rule.kind === "bilinear" &&
        rule.halfPixelCenters &&
        factors.every(Number.isInteger)
      ) {
        const scales = lowering.model.constant(Float32Array.of(1, 1, ...factors), [4]);
        const attributes = { mode: "linear", coordinate_transformation_mode: "half_pixel" };
        return lowering.imageResult(
          value,
          lowering.node("Resize", [lowering.images(x), "", scales], attributes),
        );
      }
      const [rows, columns] = [1, 2].map((axis) => matrix(rule, x.shape[axis]!, value.shape[axis]!));
      return lowering.imageResult(
        value,
        between(rows!, lowering.images(x), transposedMatrix(columns!), lowering),
      );
    },
    ResizeGrad: (value, lowering) => {
      const dy = value.inputs[0]!;
      const rule = value.attributes as unknown as InterpolationRule;
      const [rows, columns] = [1, 2].map((axis) => matrix(rule, value.shape[axis]!, dy.shape[axis]!));
      return lowering.imageResult(
        value,
        between(transposedMatrix(rows!), lowering.images(dy), columns!, lowering),
      );
    },
    Upsample: (value, lowering) => {
      const scales = lowering.model.constant(Float32Array.of(1, 1, 2, 2), [4]);
      const attributes = {
        mode: "nearest",
        coordinate_transformation_mode: "asymmetric",
        nearest_mode: "floor",
      };
      const name = lowering.node("Resize", [lowering.images(value.inputs[0]!), "", scales], attributes);
      return lowering.imageResult(value, name);
    },
    /** The sum of four pixels: their mean, times four. */
    UpsampleGrad: (value, lowering) => fourfoldMean(value, lowering),
  },
};

function resized(kind: InterpolationRule["kind"]): RecordRule {
  return ({ images }, attributes, recorder) => {
    const [batch, , , channels] = images!.shape as [number, number, number, number];
    const [height, width] = attributes["size"] as [number, number];
    const rule = ruleOf(kind, attributes);
    const shape = [batch, height, width, channels];
    const dtype = images!.dtype;
    const [op, settings] = isDoubling(rule, images!.shape, shape)
      ? ["Upsample", {}]
      : ["Resize", { ...rule }];
    if (dtype === "float32") return recorder.operation(op, [images!], settings, shape, dtype);
    const floats = recorder.elementwise("Cast", [images!], { dtype: "float32" }, "float32");
    const result = recorder.operation(op, [floats], settings, shape, "float32");
    return kind === "bilinear" ? result : recorder.elementwise("Cast", [result], { dtype }, dtype);
  };
}

function resizedBack(kind: InterpolationRule["kind"]): RecordRule {
  return ({ images, dy }, attributes, recorder) => {
    const rule = ruleOf(kind, attributes);
    const op = isDoubling(rule, images!.shape, dy!.shape) ? "UpsampleGrad" : "ResizeGrad";
    return recorder.operation(op, [dy!], op === "ResizeGrad" ? { ...rule } : {}, images!.shape, "float32");
  };
}

function ruleOf(kind: InterpolationRule["kind"], attributes: Attributes): InterpolationRule {
  const { alignCorners, halfPixelCenters } = attributes;
  return { kind, alignCorners: Boolean(alignCorners), halfPixelCenters: Boolean(halfPixelCenters) };
}

function isDoubling(rule: InterpolationRule, small: readonly number[], large: readonly number[]): boolean {
  return (
    rule.kind === "nearest" && !rule.alignCorners && [1, 2].every((axis) => large[axis] === 2 * small[axis]!)
  );
}

function times({ shape }: Value, factor: number): number[] {
  return shape.map((length, axis) => (axis === 1 || axis === 2 ? length * factor : length));
}

function fourfoldMean(value: Value, lowering: Lowering): Lowered {
  const dy = lowering.images(value.inputs[0]!);
  const means = lowering.node("AveragePool", [dy], { kernel_shape: [2, 2], strides: [2, 2] });
  return lowering.imageResult(value, lowering.node("Mul", [means, lowering.float(4)]));
}

function matrix(rule: InterpolationRule, from: number, to: number): Matrix {
  return { data: interpolationMatrix(rule, from, to), shape: [to, from] };
}
