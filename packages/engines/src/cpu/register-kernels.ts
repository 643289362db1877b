import { getKernel, type KernelFunc, type TensorInfo } from "@tensorflow/tfjs-core";
import {
  type ConvolutionAttributes,
  type ConvolutionSizes,
  convolutionSizes,
} from "../internal/convolution-sizes.ts";
import { putKernel } from "../internal/kernel-registry.ts";
import { convolved, inputGradient, weightGradient } from "./convolution.ts";
import { depthwiseConvolved, depthwiseInputGradient, depthwiseWeightGradient } from "./depthwise.ts";

const BACKEND = "cpu";

/** The parts of tfjs's plain backend that the kernels here stand on. */
interface CpuBackend {
  readonly data: { get(dataId: object): { readonly values: Float32Array } };
  makeTensorInfo(shape: readonly number[], dtype: "float32", values: Float32Array): TensorInfo;
}

type Role = "x" | "filter" | "dy";

interface Replacement {
  readonly inputs: readonly [Role, Role];
  readonly result: "outShape" | "inShape" | "filterShape";
  readonly compute: (sizes: ConvolutionSizes, first: Float32Array, second: Float32Array) => Float32Array;
}

const FORWARD = { inputs: ["x", "filter"], result: "outShape" } as const;
const INPUT_GRADIENT = { inputs: ["dy", "filter"], result: "inShape" } as const;
const WEIGHT_GRADIENT = { inputs: ["x", "dy"], result: "filterShape" } as const;

const REPLACED: Readonly<Record<string, Replacement>> = {
  Conv2D: { ...FORWARD, compute: convolved },
  Conv2DBackpropInput: { ...INPUT_GRADIENT, compute: inputGradient },
  Conv2DBackpropFilter: { ...WEIGHT_GRADIENT, compute: weightGradient },
  DepthwiseConv2dNative: { ...FORWARD, compute: depthwiseConvolved },
  DepthwiseConv2dNativeBackpropInput: { ...INPUT_GRADIENT, compute: depthwiseInputGradient },
  DepthwiseConv2dNativeBackpropFilter: { ...WEIGHT_GRADIENT, compute: depthwiseWeightGradient },
};

/** tfjs's own kernels, by name. */
const tfjsKernels = new Map<string, KernelFunc>();

/**
 * Chooses the convolutions of tfjs's plain backend: `"own"` puts those of this folder, which add up in float64 and
 * with which a training step takes about a twentieth of the time, before tfjs's; `"tfjs"` takes them away again, for
 * comparison. What they do not cover (other types, channels first) is left to tfjs.
 */
export function chooseCpuKernels(kernels: "own" | "tfjs"): void {
  for (const [name, replacement] of Object.entries(REPLACED)) {
    const config = getKernel(name, BACKEND);
    const tfjs = tfjsKernels.get(name) ?? config.kernelFunc;
    tfjsKernels.set(name, tfjs);
    const kernelFunc = kernels === "own" ? replaced(name, replacement, tfjs) : tfjs;
    putKernel(name, BACKEND, { ...config, kernelFunc });
  }
}

function replaced(name: string, { inputs, result, compute }: Replacement, tfjs: KernelFunc): KernelFunc {
  return (call) => {
    const tensors = call.inputs as Partial<Record<Role, TensorInfo>>;
    const attributes = call.attrs as unknown as ConvolutionAttributes;
    const sizes = convolutionSizes(
      tensors.x?.shape ?? attributes.inputShape,
      tensors.filter?.shape ?? attributes.filterShape,
      attributes,
      name.startsWith("Depthwise"),
    );
    const [first, second] = inputs.map((role) => tensors[role]!) as [TensorInfo, TensorInfo];
    const covered =
      sizes.dataFormat === "channelsLast" && first.dtype === "float32" && second.dtype === "float32";
    if (!covered) return tfjs(call);
    const backend = call.backend as CpuBackend;
    const valuesOf = ({ dataId }: TensorInfo) => backend.data.get(dataId).values;
    return backend.makeTensorInfo(
      sizes[result],
      "float32",
      compute(sizes, valuesOf(first), valuesOf(second)),
    );
  };
}
