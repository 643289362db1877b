import { rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { readJson, sha256, sha256File, writeJsonAtomic } from "@undercoat/files";
import * as z from "zod";
import type { InstallContext, InstallStep } from "./install-step.ts";

const Stamp = z.strictObject({
  /** Digest of what the step depends on. */
  inputs: z.string(),
  /** One line about the result. */
  result: z.string(),
  /** Files below the engine's folder → SHA-256. */
  files: z.record(z.string(), z.string()),
});

/** Records that a step is done: what it depended on and the checksums of what it made. */
export async function writeStamp(
  context: InstallContext,
  step: InstallStep["name"],
  { inputs, result, files }: { inputs: unknown; result: string; files: readonly string[] },
): Promise<void> {
  const { folder } = context.folder;
  const sums = await Promise.all(
    files.map(async (file) => [relative(folder, file), await sha256File(file)] as const),
  );
  const stamp: z.infer<typeof Stamp> = { inputs: digestOf(inputs), result, files: Object.fromEntries(sums) };
  await writeJsonAtomic(stampPath(context, step), stamp);
}

/** The recorded result, where the inputs are the same and every file still has its checksum; else `null`. */
export async function readStamp(
  context: InstallContext,
  step: InstallStep["name"],
  inputs: unknown,
): Promise<string | null> {
  const found = Stamp.safeParse(await readJson(stampPath(context, step)).catch(() => null)); // none: not done
  if (!found.success || found.data.inputs !== digestOf(inputs)) return null;
  for (const [file, expected] of Object.entries(found.data.files)) {
    const path = join(context.folder.folder, file);
    if ((await sha256File(path).catch(() => null)) !== expected) return null; // missing or changed: repeat
  }
  return found.data.result;
}

/** Forgets a step, before its results are replaced. */
export async function removeStamp(context: InstallContext, step: InstallStep["name"]): Promise<void> {
  await rm(stampPath(context, step), { force: true });
}

/** The recorded inputs digest of a finished step, for the steps that build on it. */
export async function stampDigest(context: InstallContext, step: InstallStep["name"]): Promise<string> {
  const found = Stamp.safeParse(await readJson(stampPath(context, step)).catch(() => null)); // none: empty
  return found.success ? digestOf(found.data) : "";
}

function stampPath({ folder }: InstallContext, step: InstallStep["name"]): string {
  return join(folder.stamps, `${step}.json`);
}

function digestOf(inputs: unknown): string {
  return sha256(JSON.stringify(inputs));
}
