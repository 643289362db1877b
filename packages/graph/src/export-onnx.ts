import type { InputSpec, PredictOptions } from "@undercoat/tensor";
import {
  dimensionNames,
  type ExportLayout,
  lowerForExport,
  type Measured,
} from "./export/lower-for-export.ts";
import { trace } from "./record/trace.ts";
import { refuseAssignment } from "./refuse-assignment.ts";

/** What {@link exportOnnx} is given. */
export interface ExportOnnxOptions extends PredictOptions {
  /** How images lie in the file: `"nhwc"` as in TensorFlow.js (default), `"nchw"` as PyTorch's users expect. */
  readonly layout?: ExportLayout;
  /** Name of the graph. */
  readonly name?: string;
  readonly description?: string;
  /** Texts that readers of the file can look up, such as classes, bands, normalisation, licence. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Names of the weights in the file, in the order of `variables`; omitted: the names of the variables. */
  readonly weightNames?: readonly string[];
  /** An image's height and width are whole multiples of this; 32 if omitted. Used to prove that sizes may vary. */
  readonly sizeMultiple?: number;
}

/** An ONNX file and what it takes. */
export interface OnnxFile {
  readonly bytes: Uint8Array;
  readonly opset: number;
  /** Dimensions as written: a number, or a name where it may vary. */
  readonly inputs: Readonly<Record<string, readonly (number | string)[]>>;
  readonly outputs: Readonly<Record<string, readonly (number | string)[]>>;
  /** Which sizes of images may vary. Proved: the graph is the same, byte for byte, when it is made for others. */
  readonly dynamic: { readonly batch: boolean; readonly size: boolean };
}

/**
 * A prediction as an ONNX file of standard operators (opset 17), with the present weights under their names.
 *
 * @throws {GraphError} `KERNEL_UNSUPPORTED`, `VALUE_READ`, `RANDOM_OPERATION`, `VARIABLE_NOT_LISTED`,
 *   `STEP_REFUSED` for a function that assigns a variable.
 * @see {@link https://onnx.ai/onnx/repo-docs/IR.html}
 *
 * @example
 * ```ts
 * const { bytes, dynamic } = exportOnnx({
 *   predict: ({ image }) => ({ logits: network.apply(image) as tf.Tensor }),
 *   inputs: { image: { shape: [1, 256, 256, 4], dtype: "float32" } },
 *   variables: network.weights.map((weight) => weight.read() as tf.Variable),
 *   layout: "nchw",
 * });
 * ```
 */
export function exportOnnx(options: ExportOnnxOptions): OnnxFile {
  const { inputs, sizeMultiple = 32 } = options;
  const own = measured(options, inputs);
  const batch = sameBody(own, measured(options, grown(inputs, [1, 0])));
  const size = sameBody(own, measured(options, grown(inputs, [0, sizeMultiple])));
  const other = measured(options, grown(inputs, [batch ? 1 : 0, size ? sizeMultiple : 0]));
  const dimensions = dimensionNames(own, other, options.layout ?? "nhwc");
  const { bytes, opset } = own.finish(dimensions, options);
  return { bytes, opset, ...dimensions, dynamic: { batch, size } };
}

function measured(options: ExportOnnxOptions, inputs: Readonly<Record<string, InputSpec>>): Measured {
  const { predict, variables, layout = "nhwc", weightNames } = options;
  const recorded = trace(predict, { inputs, variables, constantVariables: true });
  refuseAssignment(recorded);
  const names = recorded.variables.map(
    ({ before, variable }, index) => [before, weightNames?.[index] ?? variable.name] as const,
  );
  return lowerForExport(recorded, { layout, names: new Map(names) });
}

function sameBody(a: Measured, b: Measured | null): boolean {
  return b !== null && a.body.length === b.body.length && a.body.every((byte, at) => byte === b.body[at]);
}

/** The inputs with more images, or with larger ones; what is not a batch of images stays. */
function grown(
  inputs: Readonly<Record<string, InputSpec>>,
  [images, pixels]: readonly [number, number],
): Readonly<Record<string, InputSpec>> {
  const larger = ({ shape, dtype }: InputSpec): InputSpec => {
    if (shape.length !== 4) return { shape, dtype };
    const [batch, height, width, channels] = shape as [number, number, number, number];
    return { shape: [batch + images, height + pixels, width + 2 * pixels, channels], dtype };
  };
  return Object.fromEntries(Object.entries(inputs).map(([name, spec]) => [name, larger(spec)]));
}
