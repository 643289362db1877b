import { SegmentationError } from "../errors.ts";
import type { Parameter } from "../model.ts";
import type { TensorPlan } from "./import-plan.ts";
import { torchShapeOf } from "./torch-layout.ts";

/** How many tensors a message names. */
const NAMED = 3;
/** Characters of a name from a file that a message shows. */
const SHOWN = 80;

/** The error for weights that lack tensors, or have them in another shape. */
export function weightsMismatch(facts: {
  readonly parts: readonly string[];
  readonly wanted: readonly Parameter[];
  readonly missing: readonly string[];
  readonly misshapen: readonly TensorPlan[];
  readonly given: readonly string[];
}): SegmentationError {
  const { parts, wanted, missing, misshapen, given } = facts;
  const differences = misshapen.map(
    ({ parameter, tensor, layout }) =>
      `${parameter.name} is [${tensor.shape.join(", ")}], expected [${torchShapeOf(parameter.shape, layout).join(", ")}]`,
  );
  const texts = [
    missing.length === 0 ? null : `${missing.length} are missing (${firstOf(missing)})`,
    differences.length === 0 ? null : `${differences.length} have another shape (${firstOf(differences)})`,
    missing.length < wanted.length ? null : `the weights begin with ${firstOf(given) || "no tensor at all"}`,
  ].filter((text) => text !== null);
  const advice = differences.length > 0 ? "" : ", ask for other parts, or allow what is missing";
  return new SegmentationError("WEIGHTS_MISMATCH", {
    message:
      `of the ${wanted.length} tensors of ${parts.map((part) => `"${part}"`).join(", ")}, ` +
      `${texts.join("; ")}; nothing was loaded: take weights of the same architecture${advice}`,
    context: { parts: [...parts], missing: [...missing], differences },
  });
}

/** The error for a head that was made for other classes. */
export function classMismatch({ parameter, tensor, layout }: TensorPlan): SegmentationError {
  const [given, expected] = [tensor.shape[0]!, torchShapeOf(parameter.shape, layout)[0]!];
  return new SegmentationError("WEIGHTS_MISMATCH", {
    message: `the weights' head has ${given} classes, but the model's scheme has ${expected}; nothing was loaded: ask for the parts "encoder" and "decoder", or give a scheme of ${given} classes`,
    context: { given, expected, tensor: parameter.name },
  });
}

/** The error for a first convolution that was made for other bands. */
export function bandMismatch({ parameter, key, tensor, layout }: TensorPlan): SegmentationError {
  const [given, expected] = [tensor.shape[1]!, torchShapeOf(parameter.shape, layout)[1]!];
  return new SegmentationError("CHANNEL_MISMATCH", {
    message: `the weights' first convolution "${key.slice(0, SHOWN)}" takes ${given} bands, but the model ${expected}; nothing was loaded: make the model for ${given} bands, or ask for adaptFirstConvolution`,
    context: { given, expected, tensor: parameter.name },
  });
}

function firstOf(list: readonly string[]): string {
  const shown = list.slice(0, NAMED).map((text) => text.slice(0, 2 * SHOWN));
  return shown.join("; ") + (list.length > NAMED ? "; …" : "");
}
