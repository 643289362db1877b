import type { InputSpec, InputValues } from "@undercoat/tensor";
import { GraphError } from "./errors.ts";
import { sizeOf } from "./shapes.ts";

/** Throws where the arrays handed to a compiled function are not what it was compiled for. */
export function checkInputs(specs: Readonly<Record<string, InputSpec>>, values: InputValues): void {
  for (const [name, { shape, dtype }] of Object.entries(specs)) {
    const data = values[name];
    const expected = dtype === "int32" ? Int32Array : Float32Array;
    if (data instanceof expected && data.length === sizeOf(shape)) continue;
    const found =
      data === undefined ? "is not given" : `is a ${data.constructor.name} of ${data.length} numbers`;
    throw new GraphError("INPUT_MISMATCH", {
      message: `input "${name}" ${found}, but the graph was compiled for a ${expected.name} of ${sizeOf(shape)} ([${shape}]); give that, or compile for the other shape`,
      context: { input: name, shape, dtype },
    });
  }
  const unknown = Object.keys(values).find((name) => !(name in specs));
  if (unknown === undefined) return;
  throw new GraphError("INPUT_MISMATCH", {
    message: `input "${unknown}" is not known; the graph was compiled for ${Object.keys(specs).join(", ")}`,
    context: { input: unknown },
  });
}
