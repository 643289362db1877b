import { type Command, Option } from "commander";
import { interruptible } from "../interruptible.ts";
import { number } from "../parse-number.ts";
import { planText } from "../print/plan-text.ts";

interface PlanFlags {
  readonly out: string;
  readonly labels?: string;
  readonly rule?: "divergence-ratio" | "surgical" | "auto-rgn" | "lp-ft" | "all" | "none";
  readonly patches?: number;
  readonly check?: boolean;
  readonly json?: boolean;
}

const RULES = ["divergence-ratio", "surgical", "auto-rgn", "lp-ft", "all", "none"] as const;

/** `undercoat layers plan`: which layers to freeze, tune or draw anew, as a file that fine-tuning takes. */
export function registerLayersPlan(layers: Command): void {
  layers
    .command("plan")
    .description("write which layers to freeze, tune or draw anew, with reasons, from a layer study")
    .argument("<study>", "run folder of a layer study")
    .requiredOption("--out <file>", "JSON file to write; a config takes it as finetune.plan")
    .option("--labels <pretraining>", "noisy pretraining the plan is for; default: the first of the study")
    .addOption(new Option("--rule <name>", "how to choose").choices(RULES))
    .addOption(new Option("--patches <n>", "number of clean patches").argParser(number))
    .option("--check", "fine-tune by every rule, choose on the validation windows, say what the choice loses")
    .option("--json", "print one JSON object")
    .action(async (folder: string, { labels: pretraining, json, ...flags }: PlanFlags) => {
      const { planLayers } = await import("@undercoat/workflows");
      const onProgress = (text: string) => void process.stderr.write(`${text}\n`);
      const plan = await interruptible((signal) =>
        planLayers(folder, { ...flags, pretraining, signal, onProgress }),
      );
      process.stdout.write(json === true ? `${JSON.stringify(plan)}\n` : `${planText(plan, flags.out)}\n`);
    });
}
