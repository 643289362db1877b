import type { Command } from "commander";

interface OnnxFlags {
  readonly layout: string;
  readonly softmax?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `undercoat export onnx`: a model for ONNX runtimes, checked by one. */
export function registerExportOnnx(command: Command): void {
  command
    .command("onnx")
    .description("write a model folder as an ONNX file, and run it beside the model to check it")
    .argument("<model>", "a model folder, such as runs/first/models/seed-0/finetune-osmlike-full")
    .argument("<file>", "the file to write, such as model.onnx")
    .option("--layout <layout>", "nchw (channels first, as in PyTorch) or nhwc", "nchw")
    .option("--softmax", "give probabilities instead of logits")
    .option("--force", "write over an existing file")
    .option("--json", "print one JSON object")
    .action(async (folder: string, out: string, { layout, softmax, force, json }: OnnxFlags) => {
      const { exportModel } = await import("@undercoat/workflows");
      const { parseChoice } = await import("../parse-choice.ts");
      const written = await exportModel({
        folder,
        out,
        layout: parseChoice("--layout", layout, ["nchw", "nhwc"] as const),
        output: softmax === true ? "probabilities" : "logits",
        force: force === true,
      });
      if (json === true) {
        process.stdout.write(`${JSON.stringify(written)}\n`);
        return;
      }
      const ports = Object.entries({ ...written.inputs, ...written.outputs });
      const { check } = written;
      process.stdout.write(
        `${written.file}: ${(written.byteLength / 1e6).toFixed(1)} MB, opset ${written.opset}; ` +
          `${ports.map(([name, shape]) => `${name} [${shape.join(", ")}]`).join(" → ")}\n` +
          (check === null
            ? "not checked: onnxruntime-node is not installed\n"
            : `checked with ${check.runtime} on ${check.shapes.map((shape) => shape.join("×")).join(" and ")}: ` +
              `at most ${check.worstDifference.toExponential(1)} from the model\n`),
      );
    });
}
