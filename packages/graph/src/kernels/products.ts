import { GraphError } from "../errors.ts";
import type { KernelInputs, KernelRules } from "../kernel-rule.ts";
import type { Lowering } from "../lower/lowering.ts";
import type { Recorder } from "../record/recorder.ts";
import type { Attributes, Value } from "../record/value.ts";
import { axisOf, broadcastShape, range } from "../shapes.ts";
import { activated } from "./activation.ts";

function product(a: Value, b: Value, attributes: Attributes, recorder: Recorder): Value {
  const [transposeA, transposeB] = [Boolean(attributes["transposeA"]), Boolean(attributes["transposeB"])];
  const [rows, columns] = [a.shape.at(transposeA ? -1 : -2)!, b.shape.at(transposeB ? -2 : -1)!];
  const shape = [...broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2)), rows, columns];
  return recorder.operation("BatchMatMul", [a, b], { transposeA, transposeB }, shape, "float32");
}

/** A factor with its last axes as they lie, and whether they have to be read the other way round. */
function factor(
  value: Value,
  transposed: boolean,
  lowering: Lowering,
): { name: string; transposed: boolean } {
  const rank = value.shape.length;
  if (rank !== 2 || value.data !== null) return { name: lowering.plain(value), transposed };
  const x = lowering.of(value);
  return x.order[0] === 1 ? { name: x.name, transposed: !transposed } : { name: x.name, transposed };
}

/** Matrix products, look-ups and one-hot rows. */
export const products: KernelRules = {
  record: {
    BatchMatMul: ({ a, b }, attributes, recorder) => product(a!, b!, attributes, recorder),
    _FusedMatMul: (inputs: KernelInputs, attributes, recorder) => {
      const y = product(inputs["a"]!, inputs["b"]!, attributes, recorder);
      return activated(y, inputs, attributes, recorder);
    },
    GatherV2: ({ x, indices }, attributes, recorder) => {
      if (attributes["batchDims"]) {
        throw new GraphError("KERNEL_UNSUPPORTED", {
          message:
            "gather with batchDims has no ONNX form here; gather without them, or run the step uncompiled",
          context: { kernel: "GatherV2" },
        });
      }
      const axis = axisOf(attributes["axis"] as number, x!.shape.length);
      return recorder.operation(
        "GatherV2",
        [x!, indices!],
        { axis },
        x!.shape.toSpliced(axis, 1, ...indices!.shape),
        x!.dtype,
      );
    },
    OneHot: ({ indices }, attributes, recorder) => {
      const {
        depth,
        onValue = 1,
        offValue = 0,
        dtype = "int32",
      } = attributes as {
        depth: number;
        onValue?: number;
        offValue?: number;
        dtype?: Value["dtype"];
      };
      const classes = recorder.constant(Int32Array.from(range(depth)), [depth], "int32");
      const column = recorder.reshape(indices!, [...indices!.shape, 1]);
      const hit = recorder.elementwise("Equal", [column, classes], {}, "bool");
      const ones = recorder.elementwise("Cast", [hit], { dtype: "float32" }, "float32");
      const scaled = recorder.multiply(ones, recorder.scalar(onValue - offValue));
      const result = recorder.add(scaled, recorder.scalar(offValue));
      return dtype === "float32" ? result : recorder.elementwise("Cast", [result], { dtype }, dtype);
    },
  },
  lower: {
    BatchMatMul: (value, lowering) => {
      const { transposeA, transposeB } = value.attributes as { transposeA: boolean; transposeB: boolean };
      const a = factor(value.inputs[0]!, transposeA, lowering);
      const b = factor(value.inputs[1]!, transposeB, lowering);
      if (!a.transposed && !b.transposed)
        return lowering.plainResult(value, lowering.node("MatMul", [a.name, b.name]));
      if (lowering.portable) {
        const names = [a, b].map(({ name, transposed }, index) => {
          const rank = value.inputs[index]!.shape.length;
          const turned = [...range(rank - 2), rank - 1, rank - 2];
          return transposed ? lowering.node("Transpose", [name], { perm: turned }) : name;
        });
        return lowering.plainResult(value, lowering.node("MatMul", names));
      }
      const turned = { transA: Number(a.transposed), transB: Number(b.transposed) };
      return lowering.plainResult(
        value,
        lowering.node("FusedMatMul", [a.name, b.name], turned, "com.microsoft"),
      );
    },
    GatherV2: (value, lowering) => {
      const [x, indices] = value.inputs as [Value, Value];
      const axis = value.attributes["axis"] as number;
      return lowering.plainResult(
        value,
        lowering.node("Gather", [lowering.plain(x), lowering.plain(indices)], { axis }),
      );
    },
  },
};
