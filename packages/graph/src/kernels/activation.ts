import { GraphError } from "../errors.ts";
import type { KernelInputs } from "../kernel-rule.ts";
import type { Recorder } from "../record/recorder.ts";
import type { Attributes, Value } from "../record/value.ts";

const OPERATIONS: Readonly<Record<string, string>> = {
  relu: "Relu",
  relu6: "Relu6",
  elu: "Elu",
  sigmoid: "Sigmoid",
  leakyrelu: "LeakyRelu",
};

/** What a fused kernel does after its product: bias and activation. */
export function activated(y: Value, inputs: KernelInputs, attributes: Attributes, recorder: Recorder): Value {
  const { bias, preluActivationWeights } = inputs;
  const shifted = bias ? recorder.add(y, bias) : y;
  const name = (attributes["activation"] as string | null | undefined) ?? "linear";
  if (name === "linear") return shifted;
  if (name === "prelu" && preluActivationWeights)
    return recorder.elementwise("Prelu", [shifted, preluActivationWeights], {}, "float32");
  const operation = OPERATIONS[name];
  if (operation === undefined) {
    throw new GraphError("KERNEL_UNSUPPORTED", {
      message: `activation "${name}" has no form in a graph; run the step uncompiled`,
      context: { activation: name },
    });
  }
  const alpha = attributes["leakyreluAlpha"];
  return recorder.elementwise(operation, [shifted], alpha === undefined ? {} : { alpha }, "float32");
}
