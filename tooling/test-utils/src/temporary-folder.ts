import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * A new empty folder. Called inside a test, it is removed when the test ends; called outside
 * (in `beforeAll`, at the top of a file), when the process ends.
 *
 * @example
 * ```ts
 * const folder = temporaryFolder();
 * ```
 */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "undercoat-test-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    onTestFinished(remove);
  } catch {
    process.once("exit", remove);
  }
  return folder;
}
