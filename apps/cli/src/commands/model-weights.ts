import type { Command } from "commander";

interface WeightsFlags {
  readonly folder: string;
  readonly mirror?: string;
  readonly json?: boolean;
}

/** `undercoat model weights`: published encoder weights, listed or fetched. */
export function registerModelWeights(model: Command): void {
  model
    .command("weights")
    .description("published encoder weights with their licence; with a name, fetch that file")
    .argument("[name]", "one of the names in the list")
    .option("--folder <folder>", "where fetched files are kept", "weights")
    .option("--mirror <url>", "fetch the file from this address instead of its publisher's")
    .option("--json", "print one JSON object")
    .action(async (name: string | undefined, { folder, mirror, json }: WeightsFlags) => {
      const { fetchWeights, PRETRAINED_WEIGHTS } = await import("@undercoat/pretrained-weights");
      if (name === undefined) {
        const { weightsText } = await import("../print/weights-text.ts");
        const text = json === true ? JSON.stringify(PRETRAINED_WEIGHTS) : weightsText(PRETRAINED_WEIGHTS);
        process.stdout.write(`${text}\n`);
        return;
      }
      const { interruptible } = await import("../interruptible.ts");
      await interruptible(async (signal) => {
        const fetched = await fetchWeights(name, {
          folder,
          ...(mirror === undefined ? {} : { mirror }),
          signal,
        });
        process.stdout.write(
          json === true
            ? `${JSON.stringify(fetched)}\n`
            : `${fetched.file}: ${fetched.received === 0 ? "was there" : `${(fetched.received / 1e6).toFixed(1)} MB fetched`}, SHA-256 ${fetched.sha256}; licence ${fetched.weights.licence ?? "not stated"}\n`,
        );
      });
    });
}
