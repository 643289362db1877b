import path from "node:path";
import type { Submission } from "@undercoat/workflows";
import type { Command } from "commander";
import { wholeNumber } from "./parse-number.ts";

/** Flags of a submission. */
export interface SubmitFlags {
  readonly engine: string;
  readonly profile?: string;
  readonly shards: number;
  readonly dryRun?: true;
  readonly again?: true;
}

/** Adds the flags; `--engine` is left to the command. */
export function addSubmitOptions(command: Command): Command {
  return command
    .option("--profile <file>", "YAML: partition, minutes, memoryMiB, cpus, setup, image, queue, …")
    .option("--shards <n>", "tasks of the array", wholeNumber(1), 8)
    .option("--dry-run", "print the scripts or manifests, and submit nothing")
    .option("--again", "submit what was submitted before: what is left is done");
}

/** A command of undercoat as this process was started. */
export const own = (...args: readonly string[]): string[] => [
  process.execPath,
  ...process.execArgv,
  path.resolve(process.argv[1] ?? ""),
  ...args,
];

/** Submits, and says what came of it. */
export async function submitFromFlags(
  { engine, profile, shards, dryRun, again }: SubmitFlags,
  work: { readonly worker: readonly string[]; readonly merge: readonly string[]; readonly records: string },
): Promise<string> {
  const { ClusterEngine } = await import("@undercoat/clusters/options");
  const { submitShards } = await import("@undercoat/workflows");
  const { parseChoice } = await import("./parse-choice.ts");
  const made = await submitShards({
    ...{ ...work, shards, folder: process.cwd(), dryRun: dryRun === true, again: again === true },
    ...(profile === undefined ? {} : { profile }),
    engine: parseChoice("--engine", engine, ClusterEngine.options),
    worker: own(...work.worker),
    merge: own(...work.merge),
  });
  return submissionText(made, work.records);
}

function submissionText({ jobs, files }: Submission, records: string): string {
  if (jobs !== null)
    return `submitted: array ${jobs.array}, then merge ${jobs.merge}; scripts and logs in ${records}\n`;
  const texts = Object.entries(files);
  return texts.length === 1
    ? (texts[0]?.[1] ?? "")
    : texts.map(([name, text]) => `==> ${name} <==\n${text}`).join("\n");
}

/** Takes options out of raw arguments: `{ --shards: 1 }` is an option with one value. */
export function takeOut(args: readonly string[], options: Readonly<Record<string, 0 | 1>>) {
  const [kept, taken]: [string[], string[]] = [[], []];
  for (let at = 0; at < args.length; at++) {
    const [name = ""] = (args[at] ?? "").split("=", 1);
    const values = options[name];
    if (values === undefined) kept.push(args[at] ?? "");
    else {
      taken.push(args[at] ?? "");
      if (values === 1 && !args[at]?.includes("=")) taken.push(args[++at] ?? "");
    }
  }
  return { kept, taken };
}
