import type { MapFlags } from "./commands/map-flags.ts";

/** Judges a map by labels and prints what came of it. */
export async function evaluateMapFiles({
  json,
  block,
  out,
  ...flags
}: MapFlags & { readonly labels: string; readonly predicted: string; readonly out?: string }): Promise<void> {
  const { evaluateMaps, writeEvaluationPage } = await import("@undercoat/workflows/files");
  const { evaluationText } = await import("./print/evaluation-text.ts");
  const options = { ...flags, blockSize: block };
  const found = await evaluateMaps(options);
  if (out !== undefined) await writeEvaluationPage(out, found, options);
  process.stdout.write(`${json === true ? JSON.stringify(found) : evaluationText(found, out)}\n`);
}
