import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder of its own for one test, removed afterwards. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "undercoat-files-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs `body` (an ES module that sees the package as `files`) in a child, after the bash `setup`. */
export function runChild(setup: string, body: string): Promise<{ stdout: string; stderr: string }> {
  const index = new URL("../../src/index.ts", import.meta.url).href;
  const script = `import * as files from ${JSON.stringify(index)};\n${body}`;
  const command = `${setup}\nexec "$0" --disable-warning=ExperimentalWarning --input-type=module -e "$1"`;
  return new Promise((resolve) => {
    execFile("bash", ["-c", command, process.execPath, script], (_error, stdout, stderr) =>
      resolve({ stdout, stderr }),
    );
  });
}
