import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type GoldenArray, readNpy } from "@undercoat/test-utils";

/** What the list of cases says of a model. */
export interface ModelCase {
  readonly id: string;
  readonly kind: string;
  readonly file: string;
  readonly tensors: string;
  readonly evalGradients: string;
  readonly trainGradients: string;
  readonly decoder: string;
  readonly encoder: string;
  readonly inChannels: number;
  readonly classes: number;
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly freezeEncoder: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Values of an output, in PyTorch's order. */
export interface GoldenOutput {
  readonly shape: readonly number[];
  readonly full?: GoldenArray;
  readonly sample?: { readonly indices: GoldenArray; readonly values: GoldenArray };
}

/** One pass, in eval or in train mode. */
export interface GoldenPass {
  readonly features?: readonly (GoldenOutput & { readonly level: number })[];
  readonly logits: GoldenOutput;
  readonly loss: number;
  readonly gradientNorm: number;
  readonly imageGradient: { readonly norm: number; readonly indices: number[]; readonly values: number[] };
  readonly runningStatistics?: readonly { name: string; mean: GoldenArray; variance: GoldenArray }[];
}

/** The file of a case. */
export interface CaseFile {
  readonly salt: string;
  readonly image: { readonly first: readonly number[] };
  readonly labels: GoldenArray;
  readonly eval: GoldenPass;
  readonly train: GoldenPass;
  readonly float32Error: Record<
    "eval" | "train",
    Record<"gradientOverTotalNorm" | "imageGradientRelative", number>
  >;
}

/** One tensor of the state_dict. */
export interface GoldenTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
}

/** Gradient of one tensor. */
export interface GoldenGradient {
  readonly name: string;
  readonly norm: number | null;
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

/** A case with all of its files. */
export interface WholeCase {
  readonly golden: ModelCase;
  readonly file: CaseFile;
  /** Of the layers that take part in the model, in PyTorch's order, without counts of batches. */
  readonly tensors: readonly GoldenTensor[];
  readonly gradients: Readonly<Record<"eval" | "train", readonly GoldenGradient[]>>;
}

/** Reads the files of a case. */
export function wholeCase(folder: string, golden: ModelCase): WholeCase {
  const train = readPart<GoldenGradient[]>(folder, golden.trainGradients);
  const unused = golden.freezeEncoder ? [] : train.filter(({ norm }) => norm === null);
  const layersLeftOut = new Set(unused.map(({ name }) => layerOf(name)));
  return {
    golden,
    file: readPart(folder, golden.file),
    tensors: readPart<GoldenTensor[]>(folder, golden.tensors).filter(
      ({ name }) => !name.endsWith("num_batches_tracked") && !layersLeftOut.has(layerOf(name)),
    ),
    gradients: { eval: readPart(folder, golden.evalGradients), train },
  };
}

/** The layer of a tensor of a state_dict. */
export function layerOf(name: string): string {
  return name.slice(0, name.lastIndexOf("."));
}

/** Reads a JSON file of the golden area; arrays in files are named relative to the area. */
export function readPart<T>(folder: string, path: string): T {
  return JSON.parse(readFileSync(join(folder, path), "utf8"), (_key, value: unknown) =>
    isFileArray(value) ? readNpy(join(folder, value.file)) : value,
  ) as T;
}

function isFileArray(value: unknown): value is { file: string } {
  return typeof value === "object" && value !== null && "dtype" in value && "file" in value;
}
