import { existsSync } from "node:fs";
import path from "node:path";
import type { ExternalWeights } from "../config/external-weights.ts";
import type { ResolvedConfig } from "../config/run-config.ts";

/** The weights of a model folder, with PyTorch's names. */
const FOLDER_WEIGHTS = "weights.safetensors";

/** The file with weights that were trained elsewhere, as a path below `data.root`: of a model folder the one inside. */
export function weightsFile({ data }: ResolvedConfig, { file }: Pick<ExternalWeights, "file">): string {
  const inside = path.posix.join(file, FOLDER_WEIGHTS);
  return existsSync(path.join(data.root, inside)) ? inside : file;
}
