import type { KernelRules } from "../kernel-rule.ts";
import { inverse, longAxes, NCHW, OIHW, plainOrder } from "../lower/layout.ts";
import type { Lowered } from "../lower/lowering.ts";
import type { DType, Value } from "../record/value.ts";
import { axisOf, range, sameNumbers, sizeOf } from "../shapes.ts";
import { ELEMENT_TYPES } from "../write/onnx-model.ts";

/** Kernels that move no number, or only say anew what the axes are. */
export const shape: KernelRules = {
  record: {
    Identity: ({ x }) => x!,
    Reshape: ({ x }, attributes, recorder) => {
      const wanted = attributes["shape"] as number[];
      const known = sizeOf(wanted.filter((length) => length !== -1));
      return recorder.reshape(
        x!,
        wanted.map((length) => (length === -1 ? sizeOf(x!.shape) / known : length)),
      );
    },
    ExpandDims: ({ input }, attributes, recorder) => {
      const rank = input!.shape.length + 1;
      return recorder.reshape(
        input!,
        input!.shape.toSpliced(axisOf(attributes["dim"] as number, rank), 0, 1),
      );
    },
    Fill: (_, attributes, recorder) => {
      const { shape: wanted, value, dtype } = attributes as { shape: number[]; value: number; dtype?: DType };
      return recorder.expand(recorder.scalar(Number(value), dtype ?? "float32"), wanted);
    },
    ZerosLike: ({ x }, _, recorder) => recorder.expand(recorder.scalar(0, x!.dtype), x!.shape),
    OnesLike: ({ x }, _, recorder) => recorder.expand(recorder.scalar(1, x!.dtype), x!.shape),
    BroadcastTo: ({ x }, attributes, recorder) => recorder.expand(x!, attributes["shape"] as number[]),
    Transpose: ({ x }, attributes, recorder) => {
      const order = attributes["perm"] as number[];
      return recorder.operation(
        "Transpose",
        [x!],
        { perm: order },
        order.map((axis) => x!.shape[axis]!),
        x!.dtype,
      );
    },
    Cast: ({ x }, attributes, recorder) => {
      const dtype = attributes["dtype"] as DType;
      return x!.dtype === dtype ? x! : recorder.elementwise("Cast", [x!], { dtype }, dtype);
    },
  },
  lower: {
    Reshape: (value, lowering) => {
      const source = value.inputs[0]!;
      const kept = onlyUnitAxes(lowering.of(source), value.shape);
      if (kept)
        return {
          ...kept,
          name: lowering.reshape(
            kept.name,
            kept.order.map((axis) => value.shape[axis]!),
          ),
        };
      return lowering.plainResult(value, lowering.reshape(lowering.plain(source), value.shape));
    },
    /** Moves nothing: only the names of the axes change. */
    Transpose: (value, lowering) => {
      const x = lowering.of(value.inputs[0]!);
      const renamed = inverse(value.attributes["perm"] as number[]);
      return { ...x, shape: value.shape, order: x.order.map((axis) => renamed[axis]!) };
    },
    Cast: (value, lowering) => {
      const x = lowering.of(value.inputs[0]!);
      const number = lowering.node("Cast", [x.name], { to: ELEMENT_TYPES[value.dtype] });
      return { ...x, dtype: value.dtype, name: number };
    },
  },
};

/** The layout after axes of length 1 came or went, or `null` where other axes changed as well. */
function onlyUnitAxes(x: Lowered, target: Value["shape"]): Lowered | null {
  const from = longAxes(plainOrder(x.shape.length), x.shape);
  const to = longAxes(plainOrder(target.length), target);
  if (
    !sameNumbers(
      from.map((axis) => x.shape[axis]!),
      to.map((axis) => target[axis]!),
    )
  )
    return null;
  const long = longAxes(x.order, x.shape).map((axis) => to[from.indexOf(axis)]!);
  const usual = [plainOrder(target.length), ...(target.length === 4 ? [NCHW, OIHW] : [])];
  const order = usual.find((each) => sameNumbers(longAxes(each, target), long));
  return {
    ...x,
    shape: target,
    order: order ?? [...long, ...range(target.length).filter((axis) => !long.includes(axis))],
  };
}
