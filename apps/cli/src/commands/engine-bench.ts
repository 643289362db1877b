import type { Command } from "commander";
import { benchmarkText } from "../print/benchmark-text.ts";
import { threadOption } from "./thread-option.ts";

interface BenchFlags {
  readonly engine: string;
  readonly threads: number;
  readonly python: string;
  readonly only?: string[];
  readonly rounds: string;
  readonly json?: boolean;
}

/** `undercoat engine bench`: standard steps beside PyTorch's. */
export function registerEngineBench(engine: Command): void {
  engine
    .command("bench")
    .description("time standard steps of a ResNet-18 U-Net, in turns with PyTorch where that Python has it")
    .option("--engine <name>", "the engine to time", "auto")
    .addOption(threadOption())
    .option("--python <path>", "the Python that may have PyTorch", "python3")
    .option("--only <names...>", "steps such as train-64-w0.25; all if omitted")
    .option("--rounds <n>", "turns of three steps each", "6")
    .option("--json", "print one JSON object")
    .action(async ({ engine: name, threads, python, only, rounds, json }: BenchFlags) => {
      const { EngineName } = await import("@undercoat/engines/options");
      const { parseChoice, parseCount } = await import("../parse-choice.ts");
      const { benchEngine, StandardStepName } = await import("@undercoat/workflows");
      const known = StandardStepName.options;
      const steps = only?.map((step) => parseChoice("--only", step, known)) ?? known;
      const result = await benchEngine({
        engine: parseChoice("--engine", name, EngineName.options),
        threads,
        python,
        steps,
        rounds: parseCount("--rounds", rounds, 1000),
        onStep: (step) => void process.stderr.write(`timing ${step}\n`),
      });
      process.stdout.write(json === true ? `${JSON.stringify(result)}\n` : benchmarkText(result));
    });
}
