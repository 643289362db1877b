import type { ResolvedConfig } from "../config/run-config.ts";
import { sceneIds } from "./load-run-data.ts";
import { usedLabels } from "./noisy-dataset.ts";

/** A file that a run reads, and what it is. */
export interface NamedInput {
  /** Path below `data.root`. */
  readonly file: string;
  readonly role: "image" | "labels";
  /** `images`, or `labels` with the name of the labels. */
  readonly name: string;
}

/** Every file that a run reads: images of all scenes, clean labels of all, other labels of the pretraining's. */
export function inputFiles(config: ResolvedConfig): readonly NamedInput[] {
  const { images, labels } = config.data;
  const all = sceneIds(config, ["pretrain", "finetune", "validation", "test"]);
  const used = usedLabels(config);
  const files = (pattern: string, ids: readonly string[], role: NamedInput["role"], name: string) =>
    ids.map((id) => ({ file: pattern.replaceAll("{scene}", id), role, name }));
  return [
    ...[images].flat().flatMap((pattern) => files(pattern, all, "image", "images")),
    ...Object.entries(labels)
      .filter(([name]) => used.has(name))
      .flatMap(([name, pattern]) =>
        files(pattern, name === "clean" ? all : sceneIds(config, ["pretrain"]), "labels", `labels "${name}"`),
      ),
  ];
}
