import type { Command } from "commander";
import { registerExportOnnx } from "./export-onnx.ts";
import { registerExportWeights } from "./export-weights.ts";

/** `undercoat export`: models for other programs. */
export function registerExport(program: Command): void {
  const command = program.command("export").description("models for other programs");
  registerExportOnnx(command);
  registerExportWeights(command);
}
