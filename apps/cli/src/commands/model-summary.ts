import type { Command } from "commander";

interface SummaryFlags {
  readonly size: string;
  readonly json?: boolean;
}

/** `undercoat model summary`: layer groups, parameters, multiply-adds, memory. */
export function registerModelSummary(model: Command): void {
  model
    .command("summary")
    .description("layer groups, output shapes, parameters, multiply-adds and memory of a model")
    .argument("<model>", "a model folder, or a config, whose fine-tuning model is described")
    .option("--size <height>x<width>", "of one image, in pixels", "256x256")
    .option("--json", "print one JSON object")
    .action(async (source: string, { size, json }: SummaryFlags) => {
      const [{ describeModel }, { parseSize }, { modelText }] = await Promise.all([
        import("@undercoat/workflows"),
        import("../parse-size.ts"),
        import("../print/model-text.ts"),
      ]);
      const described = await describeModel({ source, ...parseSize("--size", size) });
      process.stdout.write(`${json === true ? JSON.stringify(described) : modelText(described)}\n`);
    });
}
