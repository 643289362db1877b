import { backend_util, slice_util, type Tensor } from "@tensorflow/tfjs-core";
import { GraphError } from "../errors.ts";
import type { KernelRules } from "../kernel-rule.ts";
import type { Lowering } from "../lower/lowering.ts";
import type { Recorder } from "../record/recorder.ts";
import { uniformNumber, type Value } from "../record/value.ts";
import { axisOf, range, sameNumbers, sizeOf } from "../shapes.ts";

/** Beyond any index: ONNX's word for "to the end" when slicing backwards. */
const BEFORE_THE_FIRST = -1e9;

/** A block of a tensor. */
export function slice(
  x: Value,
  begin: readonly number[],
  size: readonly number[],
  recorder: Recorder,
): Value {
  if (sameNumbers(size, x.shape)) return x;
  const number = uniformNumber(x);
  if (number !== null) return recorder.expand(recorder.scalar(number, x.dtype), size);
  return recorder.operation("Slice", [x], { begin, size }, size, x.dtype);
}

/** Tensors one after the other along an axis. */
function concatenation(parts: readonly Value[], axis: number, recorder: Recorder): Value {
  const full = parts.filter(({ shape }) => sizeOf(shape) > 0);
  const [first] = full;
  if (!first || full.length === 1) return first ?? parts[0]!;
  const length = full.reduce((total, { shape }) => total + shape[axis]!, 0);
  return recorder.operation("Concat", full, { axis }, first.shape.with(axis, length), first.dtype);
}

function pieces(x: Value, sizes: readonly number[], axis: number, recorder: Recorder): Value[] {
  let position = 0;
  return sizes.map((length) => {
    const begin = x.shape.map(() => 0).with(axis, position);
    position += length;
    return slice(x, begin, x.shape.with(axis, length), recorder);
  });
}

/** Kernels that cut and join. */
export const cutting: KernelRules = {
  record: {
    Slice: ({ x }, attributes, recorder) => {
      const { begin, size } = attributes as { begin: number[]; size: number[] };
      const sizes = size.map((length, axis) => (length < 0 ? x!.shape[axis]! - begin[axis]! : length));
      return slice(x!, begin, sizes, recorder);
    },
    StridedSlice: ({ x }, attributes, recorder) => {
      const a = attributes as Record<"begin" | "end" | "strides", number[]> & Record<string, number>;
      const info = slice_util.sliceInfo(
        [...x!.shape],
        a.begin,
        a.end,
        a.strides,
        a["beginMask"]!,
        a["endMask"]!,
        a["ellipsisMask"]!,
        a["newAxisMask"]!,
        a["shrinkAxisMask"]!,
      );
      const { begin, end, strides, finalShape } = info;
      const simple = info.isSimpleSlice || info.sliceDim0;
      const size = end.map((last, axis) => last - begin[axis]!);
      const lengths = slice_util.computeOutShape(begin, end, strides); // before axes are dropped or added
      const cut = simple
        ? slice(x!, begin, size, recorder)
        : recorder.operation("StridedSlice", [x!], { begin, end, strides }, lengths, x!.dtype);
      return recorder.reshape(cut, finalShape);
    },
    Concat: (inputs, attributes, recorder) => {
      const parts = Object.values(inputs);
      return concatenation(parts, axisOf(attributes["axis"] as number, parts[0]!.shape.length), recorder);
    },
    SplitV: ({ x }, attributes, recorder) => {
      const axis = axisOf(attributes["axis"] as number, x!.shape.length);
      const wanted = attributes["numOrSizeSplits"] as number | number[];
      return pieces(x!, backend_util.prepareSplitSize(x as unknown as Tensor, wanted, axis), axis, recorder);
    },
    Pack: (inputs, attributes, recorder) => {
      const parts = Object.values(inputs);
      const axis = axisOf(attributes["axis"] as number, parts[0]!.shape.length + 1);
      const raised = parts.map((part) => recorder.reshape(part, part.shape.toSpliced(axis, 0, 1)));
      return concatenation(raised, axis, recorder);
    },
    Unpack: ({ value }, attributes, recorder) => {
      const axis = axisOf(attributes["axis"] as number, value!.shape.length);
      const sizes = range(value!.shape[axis]!).map(() => 1);
      return pieces(value!, sizes, axis, recorder).map((piece) =>
        recorder.reshape(piece, piece.shape.toSpliced(axis, 1)),
      );
    },
    PadV2: ({ x }, attributes, recorder) => {
      const { paddings, constantValue = 0 } = attributes as { paddings: number[][]; constantValue?: number };
      if (paddings.flat().every((length) => length === 0)) return x!;
      return recorder.operation("PadV2", [x!], { paddings, constantValue }, enlarged(x!, paddings), x!.dtype);
    },
    MirrorPad: ({ x }, attributes, recorder) => {
      const { paddings, mode } = attributes as { paddings: number[][]; mode: string };
      if (mode !== "reflect") {
        throw new GraphError("KERNEL_UNSUPPORTED", {
          message: `mirrorPad in mode "${mode}" has no ONNX form; use "reflect", or run the step uncompiled`,
          context: { kernel: "MirrorPad", mode },
        });
      }
      return recorder.operation("MirrorPad", [x!], { paddings }, enlarged(x!, paddings), x!.dtype);
    },
    Tile: ({ x }, attributes, recorder) => {
      const counts = attributes["reps"] as number[];
      const wanted = x!.shape.map((length, axis) => length * counts[axis]!);
      if (x!.shape.every((length, axis) => length === 1 || counts[axis] === 1))
        return recorder.expand(x!, wanted);
      return recorder.operation("Tile", [x!], { counts }, wanted, x!.dtype);
    },
    Reverse: ({ x }, attributes, recorder) => {
      const axes = [attributes["dims"] as number | number[]].flat();
      const counted = axes.map((axis) => axisOf(axis, x!.shape.length));
      return recorder.operation("Reverse", [x!], { axes: counted }, x!.shape, x!.dtype);
    },
  },
  lower: {
    Slice: (value, lowering) => {
      const { begin, size } = value.attributes as { begin: number[]; size: number[] };
      const x = lowering.of(value.inputs[0]!);
      const cut = range(x.order.length).filter((place) => size[x.order[place]!] !== x.shape[x.order[place]!]);
      const starts = cut.map((place) => begin[x.order[place]!]!);
      const ends = cut.map((place, index) => starts[index]! + size[x.order[place]!]!);
      const inputs = [x.name, ...[starts, ends, cut].map((list) => lowering.integers(list))];
      return { ...x, shape: value.shape, name: lowering.node("Slice", inputs) };
    },
    StridedSlice: (value, lowering) => {
      const { begin, end, strides } = value.attributes as Record<"begin" | "end" | "strides", number[]>;
      const x = lowering.of(value.inputs[0]!);
      const last = end.map((each, axis) => (strides[axis]! < 0 && each < 0 ? BEFORE_THE_FIRST : each));
      const lists = [begin, last].map((list) => x.order.map((axis) => list[axis]!));
      const steps = x.order.map((axis) => strides[axis]!);
      const inputs = [...lists, range(x.order.length), steps].map((list) => lowering.integers(list));
      return { ...x, shape: value.shape, name: lowering.node("Slice", [x.name, ...inputs]) };
    },
    Concat: (value, lowering) => {
      const order = lowering.orderFor(value.inputs, value.shape.length);
      const names = value.inputs.map((input) => lowering.inOrder(input, order).name);
      const name = lowering.node("Concat", names, {
        axis: order.indexOf(value.attributes["axis"] as number),
      });
      return { name, order, shape: value.shape, dtype: value.dtype };
    },
    PadV2: (value, lowering) => {
      const filling = value.attributes["constantValue"] as number;
      return padded(value, lowering, filling === 0 ? [] : [lowering.number(filling, value.dtype)], {});
    },
    MirrorPad: (value, lowering) => padded(value, lowering, [], { mode: "reflect" }),
    Tile: (value, lowering) => {
      const counts = value.attributes["counts"] as number[];
      const x = lowering.of(value.inputs[0]!);
      const repeats = lowering.integers(x.order.map((axis) => counts[axis]!));
      return { ...x, shape: value.shape, name: lowering.node("Tile", [x.name, repeats]) };
    },
    Reverse: (value, lowering) => {
      const x = lowering.of(value.inputs[0]!);
      const places = (value.attributes["axes"] as number[]).map((axis) => x.order.indexOf(axis));
      const lists = [places.map(() => -1), places.map(() => BEFORE_THE_FIRST), places, places.map(() => -1)];
      const inputs = lists.map((list) => lowering.integers(list));
      return { ...x, name: lowering.node("Slice", [x.name, ...inputs]) };
    },
  },
};

function enlarged(x: Value, paddings: readonly (readonly number[])[]): number[] {
  return x.shape.map((length, axis) => length + paddings[axis]![0]! + paddings[axis]![1]!);
}

function padded(value: Value, lowering: Lowering, fill: readonly string[], attributes: { mode?: string }) {
  const paddings = value.attributes["paddings"] as number[][];
  const x = lowering.of(value.inputs[0]!);
  const amounts = [0, 1].flatMap((side) => x.order.map((axis) => paddings[axis]![side]!));
  const name = lowering.node("Pad", [x.name, lowering.integers(amounts), ...fill], attributes);
  return { ...x, shape: value.shape, name };
}
