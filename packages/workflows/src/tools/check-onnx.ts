import { type Tensor, type Tensor4D, tensor4d, tidy, transpose } from "@tensorflow/tfjs-core";
import { type ExportLayout, type OnnxFile, onnxRuntimeVersion, runOnnx } from "@undercoat/graph";
import { createRng } from "@undercoat/random";
import type { SegmentationModel } from "@undercoat/segmentation";
import { WorkflowError } from "../errors.ts";

/** What came of running an exported file beside the model. */
export interface OnnxCheck {
  /** Such as `onnxruntime 1.30.0`. */
  readonly runtime: string;
  /** Largest difference of any number, over all shapes. */
  readonly worstDifference: number;
  /** Largest number of the model, without its sign. */
  readonly largest: number;
  /** `[batch, height, width, band]` of the images it was run on. */
  readonly shapes: readonly (readonly number[])[];
}

/**
 * As a share of the largest number. Two runtimes round float32 sums differently, by some 1e-6 in small networks and 1e-4 in
 * untrained ones of a hundred layers; a wrong operator is off by much more.
 */
const LOGITS = 1e-3;

/**
 * Runs an exported file in ONNX Runtime and the model in TensorFlow.js on drawn images: one, and, where the file says
 * that sizes may vary, several of another size.
 *
 * @throws {WorkflowError} `WORK_FAILED` if they differ.
 */
export function checkOnnx(
  model: SegmentationModel,
  file: OnnxFile,
  {
    layout,
    size,
    activate,
  }: {
    readonly layout: ExportLayout;
    readonly size: number;
    readonly activate: (logits: Tensor) => Tensor;
  },
): OnnxCheck {
  const { batch, size: anySize } = file.dynamic;
  const [bands, output] = [model.encoder.inChannels, Object.keys(file.outputs)[0]!];
  const other = [batch ? 2 : 1, size, anySize ? 2 * size : size, bands] as const;
  const shapes = [[1, size, size, bands] as const, ...(batch || anySize ? [other] : [])];
  const rng = createRng(0).fork("export");
  const found = shapes.map((shape) => {
    const length = shape.reduce((product, axis) => product * axis, 1);
    const data = Float32Array.from({ length }, () => 2 * rng.next() - 1);
    const [image, expected] = tidy(() => {
      const images = tensor4d(data, [...shape]);
      const logits = activate(model.network.apply(images) as Tensor);
      return [images, logits].map((tensor) => inLayout(tensor as Tensor4D, layout));
    });
    const given = runOnnx(file.bytes, { image: image! }, [output])[output]!;
    return { difference: differenceOf(given.data, expected!.data), largest: largestOf(expected!.data) };
  });
  const worstDifference = Math.max(...found.map(({ difference }) => difference));
  const largest = Math.max(...found.map((one) => one.largest));
  const allowed = LOGITS * Math.max(1, largest);
  if (worstDifference < allowed)
    return { runtime: `onnxruntime ${onnxRuntimeVersion()}`, worstDifference, largest, shapes };
  throw new WorkflowError("WORK_FAILED", {
    message: `the exported file gives numbers that differ by ${worstDifference} from the model's, expected less than ${allowed}; nothing was written: report this with the model`,
    context: { worstDifference, shapes },
  });
}

function inLayout(tensor: Tensor4D, layout: ExportLayout): { data: Float32Array; shape: number[] } {
  const laid = layout === "nchw" ? transpose(tensor, [0, 3, 1, 2]) : tensor;
  return { data: laid.dataSync<"float32">(), shape: laid.shape };
}

function largestOf(numbers: Float32Array): number {
  return numbers.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

/** NaN counts as a difference without end. */
function differenceOf(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let index = 0; index < a.length; index++) {
    const difference = Math.abs(a[index]! - b[index]!);
    if (!(difference <= worst)) worst = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return worst;
}
