import type { LabelNoiseOptions, LabelNoiseResult } from "@undercoat/workflows/files";
import { exitCodeOf } from "./exit-code.ts";
import { interruptible } from "./interruptible.ts";
import { numbers } from "./parse-number.ts";
import { clock } from "./progress.ts";

/** Flags of `undercoat noise estimate`. */
export interface EstimateFlags {
  readonly image?: string;
  readonly bands?: string;
  readonly steps: number;
  readonly seeds: number;
  readonly folds: number;
  readonly probabilities?: readonly string[];
  readonly origin?: "out-of-fold" | "in-sample";
  readonly acceptInSample?: boolean;
  readonly scheme?: string;
  readonly out?: string;
  readonly blockSize?: number;
  readonly level: number;
  readonly widest: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** Estimates and prints; a refusal is printed as JSON too where JSON is asked for. */
export async function estimateNoise(labels: string, flags: EstimateFlags): Promise<void> {
  const { noiseText, readScheme } = await import("@undercoat/workflows/files");
  const scheme = flags.scheme === undefined ? undefined : await readScheme(flags.scheme);
  const { out, blockSize, level, widest, seed } = flags;
  const common = { labels, scheme, out, blockSize, level, widest, seed };
  try {
    const result =
      flags.probabilities === undefined ? await fromImage(common, flags) : await fromFiles(common, flags);
    process.stdout.write(`${flags.json === true ? JSON.stringify(result) : noiseText(result)}\n`);
  } catch (error) {
    if (flags.json === true && exitCodeOf(error) === 3) {
      const { message, context } = error as Error & { context?: unknown };
      process.stdout.write(`${JSON.stringify({ labels, refused: { message, context } })}\n`);
    }
    throw error;
  }
}

async function fromFiles(common: LabelNoiseOptions, flags: EstimateFlags): Promise<LabelNoiseResult> {
  const { estimateLabelNoise, WorkflowError } = await import("@undercoat/workflows/files");
  const { probabilities = [], origin, acceptInSample } = flags;
  if (origin === undefined)
    throw new WorkflowError("CONFIG_VALUE", {
      message:
        "--origin is missing, expected out-of-fold or in-sample: did the models of --probabilities see these labels in training?",
      context: { probabilities },
    });
  return estimateLabelNoise({ ...common, probabilities, origin, acceptInSample });
}

async function fromImage(common: LabelNoiseOptions, flags: EstimateFlags): Promise<LabelNoiseResult> {
  const { estimateNoiseFromImages, WorkflowError } = await import("@undercoat/workflows");
  const { image, bands, steps, seeds, folds } = flags;
  if (image === undefined)
    throw new WorkflowError("CONFIG_VALUE", {
      message: "neither --image nor --probabilities is given, expected one of them to judge the labels by",
      context: {},
    });
  return interruptible(async (signal) => {
    const began = performance.now();
    const options = {
      ...common,
      image,
      bands: bands === undefined ? undefined : numbers(bands),
      steps,
      seeds,
      folds,
      signal,
    };
    for await (const report of estimateNoiseFromImages(options)) {
      if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
      if (report.kind === "result") return report.result;
      const line = `${Math.floor((100 * report.done) / report.total)} % · ${clock((performance.now() - began) / 1000)} gone · ${report.model}`;
      if (process.stderr.isTTY) process.stderr.write(line);
    }
    throw new WorkflowError("WORK_FAILED", { message: "the estimate ended without a result; report this" });
  });
}
