import type { Provenance } from "../config/data-config.ts";
import type { ResolvedConfig } from "../config/run-config.ts";
import { sceneIds } from "./load-run-data.ts";
import { usedLabels } from "./noisy-dataset.ts";
import { weightsFile } from "./weights-file.ts";

/** A file that a run reads, and what it is. */
export interface NamedInput {
  /** Path below `data.root`. */
  readonly file: string;
  readonly role: "image" | "labels" | "weights";
  /** `images`, or `labels` or `weights` with their name. */
  readonly name: string;
  /** Where it comes from, as the config says. */
  readonly provenance: Provenance;
}

/**
 * Every file that a run reads: images of all scenes, clean labels of all, other labels of the pretraining's, weights
 * that were trained elsewhere.
 */
export function inputFiles(config: ResolvedConfig): readonly NamedInput[] {
  const { images, labels, provenance } = config.data;
  const all = sceneIds(config, ["pretrain", "finetune", "validation", "test"]);
  const used = usedLabels(config);
  const files = (pattern: string, ids: readonly string[], about: Omit<NamedInput, "file">) =>
    ids.map((id) => ({ file: pattern.replaceAll("{scene}", id), ...about }));
  const image = { role: "image", name: "images", provenance: provenance.images } as const;
  const labelled = { role: "labels", provenance: provenance.labels } as const;
  return [
    ...[images].flat().flatMap((pattern) => files(pattern, all, image)),
    ...Object.entries(labels)
      .filter(([name]) => used.has(name))
      .flatMap(([name, pattern]) =>
        files(pattern, name === "clean" ? all : sceneIds(config, ["pretrain"]), {
          ...labelled,
          name: `labels "${name}"`,
        }),
      ),
    ...Object.entries(config.pretrainings).flatMap(([name, { weights }]): NamedInput[] =>
      weights === undefined
        ? []
        : [
            {
              ...{ file: weightsFile(config, weights), role: "weights", name: `weights "${name}"` },
              provenance: weights.provenance,
            },
          ],
    ),
  ];
}
