import path from "node:path";
import { isFilesError } from "@undercoat/files";
import { isSafetensorsError } from "@undercoat/safetensors";
import { type ImportReport, isSegmentationError, type SegmentationModel } from "@undercoat/segmentation";
import { importWeights } from "@undercoat/segmentation/node";
import type { ResolvedConfig } from "../config/run-config.ts";
import { isWorkflowError, WorkflowError } from "../errors.ts";
import { buildModel } from "./build-model.ts";
import type { RunData } from "./load-run-data.ts";
import { weightsFile } from "./weights-file.ts";

/**
 * A model of the config whose encoder was trained elsewhere, under a decoder with the initial weights of `seed`.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` where the weights cannot be read or do not fit; nothing half-filled is left.
 */
export async function externalModel(
  config: ResolvedConfig,
  data: RunData,
  { pretraining, seed }: { readonly pretraining: string; readonly seed: number },
): Promise<SegmentationModel> {
  const weights = config.pretrainings[pretraining]!.weights!;
  const { adaptFirstConvolution, provenance } = weights;
  const { licence, attribution } = provenance;
  const licences = [{ of: `weights of the encoder, "${pretraining}"`, licence, attribution }];
  const model = buildModel(config, data, config.model.pretrainDecoder, seed, { licences });
  const file = weightsFile(config, weights);
  try {
    const place = path.join(config.data.root, file);
    refuseDeeper(await importWeights(model, place, { parts: ["encoder"], adaptFirstConvolution }));
    return model;
  } catch (cause) {
    model.dispose();
    if (![isFilesError, isSafetensorsError, isSegmentationError, isWorkflowError].some((is) => is(cause)))
      throw cause;
    const { message } = cause as Error;
    throw new WorkflowError("CONFIG_VALUE", {
      message: `pretraining "${pretraining}" takes the weights "${weights.file}" for ${config.model.encoder.name} of width ${config.model.encoder.width}: ${message}`,
      context: { pretraining, file },
      cause,
    });
  }
}

/** Weights of a deeper encoder hold every tensor of a shallower one, and more blocks in the same stages. */
function refuseDeeper({ matched, unexpected }: ImportReport): void {
  const stages = new Set(matched.map(({ key }) => stageOf(key)));
  const blocks = unexpected.filter((key) => stages.has(stageOf(key) ?? ""));
  if (blocks.length > 0)
    throw new WorkflowError("CONFIG_VALUE", {
      message: `they hold ${blocks.length} more tensors of its stages (${blocks.slice(0, 3).join("; ")}${blocks.length > 3 ? "; …" : ""}), so they are of a deeper encoder; name that one under model.encoder`,
      context: { tensors: blocks },
    });
}

/** Such as `layer1.` of `layer1.0.conv1.weight`; null where nothing is numbered. */
function stageOf(key: string): string | null {
  return /^(.*?\.)\d+\./.exec(key)?.[1] ?? null;
}

/**
 * Reads every external weight once, so that one that does not fit stops a run before it trains for an hour.
 *
 * @throws {WorkflowError} as {@link externalModel}.
 */
export async function checkExternalWeights(config: ResolvedConfig, data: RunData): Promise<void> {
  for (const [pretraining, { role }] of Object.entries(config.pretrainings))
    if (role === "external")
      (await externalModel(config, data, { pretraining, seed: config.seeds[0]! })).dispose();
}
