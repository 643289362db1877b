import type { Command } from "commander";

interface WeightFlags {
  readonly force?: boolean;
  readonly json?: boolean;
}

const FORMATS = [
  {
    name: "safetensors",
    description: "write a model's weights for PyTorch: names and shapes of segmentation_models.pytorch",
    out: ["<file>", "the file to write, such as model.safetensors"],
  },
  {
    name: "tfjs",
    description: "write what a page needs to run a model with TensorFlow.js",
    out: ["<folder>", "the folder to write"],
  },
] as const;

/** `undercoat export safetensors` and `undercoat export tfjs`. */
export function registerExportWeights(command: Command): void {
  for (const { name, description, out: target } of FORMATS)
    command
      .command(name)
      .description(description)
      .argument("<model>", "a model folder, such as runs/first/models/seed-0/finetune-osmlike-full")
      .argument(target[0], target[1])
      .option("--force", "write over what is there")
      .option("--json", "print one JSON object")
      .action(async (folder: string, out: string, { force, json }: WeightFlags) => {
        const { exportSafetensors, exportTfjs } = await import("@undercoat/workflows");
        const write = name === "tfjs" ? exportTfjs : exportSafetensors;
        const written = await write({ folder, out, force: force === true });
        process.stdout.write(
          json === true
            ? `${JSON.stringify(written)}\n`
            : `${written.out}: ${written.tensors} tensors, ${(written.byteLength / 1e6).toFixed(1)} MB\n`,
        );
      });
}
