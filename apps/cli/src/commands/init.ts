import type { Command } from "commander";
import { interruptible } from "../interruptible.ts";

interface InitFlags {
  readonly data?: string;
  readonly images?: string;
  readonly noisy?: string;
  readonly clean?: string;
  readonly json?: boolean;
}

/** `undercoat init`: a commented config, a starter or one proposed from the user's files. */
export function registerInit(program: Command): void {
  program
    .command("init")
    .description("write a commented config for your own files: proposed from them, or a starter to fill in")
    .argument("[file]", "where to write it", "undercoat.yaml")
    .option("--images <folder>", "folder with the images; with --noisy, all is proposed from the files")
    .option("--noisy <path>", "many, coarse labels: one file, a folder, or a path with {scene}")
    .option("--clean <path>", "few, accurate labels, in the same ways")
    .option("--data <folder>", "folder with images/ and labels/; its scenes are shared out over the splits")
    .option("--json", "print one JSON object")
    .action(async (file: string, { json, ...flags }: InitFlags) => {
      const isStarter = flags.images === undefined && flags.noisy === undefined && flags.clean === undefined;
      await (isStarter ? starter(file, flags.data, json === true) : proposed(file, flags, json === true));
    });
}

async function starter(file: string, data: string | undefined, json: boolean): Promise<void> {
  const { writeStarterConfig } = await import("@undercoat/workflows");
  const { scenes } = await writeStarterConfig(file, data);
  const next = `undercoat run ${file} --out runs/first --dry-run`;
  process.stdout.write(
    json
      ? `${JSON.stringify({ file, scenes })}\n`
      : `wrote ${file}${scenes.length > 0 ? ` with ${scenes.length} scenes` : ""}; edit it, then: ${next}\n`,
  );
}

async function proposed(file: string, flags: Omit<InitFlags, "json">, json: boolean): Promise<void> {
  const { initProject } = await import("@undercoat/workflows/files");
  const summary = await interruptible((signal) => initProject({ ...flags, file, signal }));
  const { projectText } = await import("../print/project-text.ts");
  process.stdout.write(`${json ? JSON.stringify(summary) : projectText(summary)}\n`);
  if (summary.file === null) process.exitCode = 3; // clean labels are missing: nothing can be run yet
}
