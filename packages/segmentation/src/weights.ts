import { tensor, tidy } from "@tensorflow/tfjs-core";
import { SegmentationError } from "./errors.ts";
import { firstNotFinite } from "./internal/first-not-finite.ts";
import { nearestWord } from "./internal/nearest-word.ts";
import type { Parameter, SegmentationModel } from "./model.ts";

/** The values of one tensor, row-major. */
export interface WeightValues {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A copy of every tensor by parameter name, input to output. */
export function weightsOf(model: SegmentationModel): Map<string, WeightValues> {
  return new Map(
    model
      .parameters()
      .map(({ name, shape, variable }) => [
        name,
        { shape: [...shape], data: Float32Array.from(variable.dataSync()) },
      ]),
  );
}

/**
 * Writes the given tensors into the model; tensors that are not given stay as they are. Nothing is
 * written unless everything fits.
 *
 * @throws {SegmentationError} `UNKNOWN_TENSOR` for a name the model does not have, `SIZE_MISMATCH` for another
 *   shape, `WEIGHT_NOT_FINITE` for NaN or infinity.
 */
export function setWeights(model: SegmentationModel, weights: ReadonlyMap<string, WeightValues>): void {
  const parameters = new Map(model.parameters().map((parameter) => [parameter.name, parameter]));
  const writes = [...weights].map(([name, values]) => {
    const parameter = parameters.get(name);
    if (parameter === undefined) throw unknownTensor(name, [...parameters.keys()]);
    checkClasses(parameter, values, model);
    checkValues(parameter, values);
    return { parameter, values };
  });
  tidy(() => {
    for (const { parameter, values } of writes) {
      parameter.variable.assign(tensor(values.data, [...parameter.shape]));
    }
  });
}

function unknownTensor(name: string, known: readonly string[]): SegmentationError {
  return new SegmentationError("UNKNOWN_TENSOR", {
    message: `the model has no tensor "${name}"; the nearest name is "${nearestWord(name, known)}"`,
    context: { name },
  });
}

function checkClasses(
  { name, group, shape }: Parameter,
  values: WeightValues,
  { scheme }: SegmentationModel,
): void {
  const [given, classes] = [values.shape.at(-1), shape.at(-1)];
  if (group !== "head" || given === classes || values.shape.length !== shape.length) return;
  throw new SegmentationError("SIZE_MISMATCH", {
    message: `tensor "${name}" is of ${given} classes, but the model's scheme "${scheme.name}" has ${classes}; leave the head out, or build the model with the scheme of the weights`,
    context: { name, given, classes },
  });
}

function checkValues({ name, shape }: Parameter, values: WeightValues): void {
  const size = shape.reduce((product, length) => product * length, 1);
  if (values.shape.join() !== shape.join() || values.data.length !== size) {
    throw new SegmentationError("SIZE_MISMATCH", {
      message:
        `tensor "${name}" is [${values.shape.join(", ")}] with ${values.data.length} values, but the model ` +
        `has [${shape.join(", ")}] with ${size}; take weights of the same architecture`,
      context: { name, given: [...values.shape], expected: [...shape] },
    });
  }
  const index = firstNotFinite(values.data);
  if (index === -1) return;
  throw new SegmentationError("WEIGHT_NOT_FINITE", {
    message: `tensor "${name}" holds ${values.data[index]} at index ${index}, where every weight must be finite; take an earlier checkpoint`,
    context: { name, index },
  });
}
