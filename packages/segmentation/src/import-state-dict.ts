import { tensor, tidy } from "@tensorflow/tfjs-core";
import { type SafetensorsTensor, toFloat32 } from "@undercoat/safetensors";
import { adaptFirstConvolution } from "./adapt-first-convolution.ts";
import { ImportOptions } from "./import-options.ts";
import { checkFinite, planImport, type TensorPlan } from "./internal/import-plan.ts";
import type { KeyRule } from "./internal/match-keys.ts";
import { fromTorch } from "./internal/torch-layout.ts";
import type { SegmentationModel } from "./model.ts";

export type { KeyRule } from "./internal/match-keys.ts";

/** What {@link importStateDict} did. */
export interface ImportReport {
  /** Tensors of the model that were filled, by our name, with the key they were found under. */
  readonly matched: readonly { readonly name: string; readonly key: string }[];
  /** Tensors of the parts that kept their values, because the weights lack them; only with `allowMissing`. */
  readonly missing: readonly string[];
  /** Keys of the weights that nothing took, such as the classifier of an image model. */
  readonly unexpected: readonly string[];
  /** How the names were read. */
  readonly rules: readonly KeyRule[];
  /** The first convolution, where it was made to fit another number of bands; else null. */
  readonly adapted: { readonly name: string; readonly from: number; readonly to: number } | null;
}

/**
 * Fills a model, or parts of it, with the tensors of a PyTorch state_dict: finds them by name whatever wrapped the
 * network, turns kernels from `[out, in, height, width]` to ours, and writes nothing unless everything fits.
 *
 * @param tensors - As `readSafetensors` gives them; they are read where they lie, and stay as they are.
 * @throws {SegmentationError} `UNKNOWN_PART` for a part that the model does not have, `WEIGHTS_MISMATCH` for tensors
 *   that are missing, of another shape or of another number of classes (the first ones are named), `CHANNEL_MISMATCH`
 *   for another number of bands, `WEIGHT_NOT_FINITE` for NaN or infinity.
 * @throws {SafetensorsError} `VALUE_REFUSED` for a number that float32 does not hold.
 *
 * @example
 * ```ts
 * const { tensors } = readSafetensors(await readFile("resnet50.safetensors"));
 * const { matched, unexpected } = importStateDict(model, tensors, { parts: ["encoder"] });
 * ```
 */
export function importStateDict(
  model: SegmentationModel,
  tensors: ReadonlyMap<string, SafetensorsTensor>,
  options: ImportOptions = {},
): ImportReport {
  const plan = planImport(model, tensors, ImportOptions.parse(options));
  for (const entry of plan.tensors) checkFinite(entry);
  for (const entry of plan.tensors) write(entry);
  const used = new Set(plan.tensors.map(({ key }) => key));
  const adapted = plan.tensors.find(({ givenBands }) => givenBands !== null);
  return {
    matched: plan.tensors.map(({ parameter: { name }, key }) => ({ name, key })),
    missing: plan.missing,
    unexpected: [...tensors.keys()].filter((key) => !used.has(key) && !key.endsWith(".num_batches_tracked")),
    rules: plan.rules,
    adapted:
      adapted === undefined
        ? null
        : { name: adapted.parameter.name, from: adapted.givenBands!, to: adapted.parameter.shape[2]! },
  };
}

/** One tensor after the other, so that no second copy of all of them is ever there. */
function write({ parameter, tensor: given, layout, givenBands }: TensorPlan): void {
  const data = toFloat32(given);
  const bands = parameter.shape[2]!;
  const fitting =
    givenBands === null ? data : adaptFirstConvolution({ shape: given.shape, data }, bands).data;
  const values = fromTorch(fitting, parameter.shape, layout);
  tidy(() => parameter.variable.assign(tensor(values, [...parameter.shape])));
}
