import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { members } from "./members.ts";

/** The example of one package's README. */
export interface ReadmeExample {
  readonly name: string;
  /** The extracted file, or `null` where the README or its example is absent. */
  readonly file: string | null;
}

/**
 * Writes the first `ts` block of every package's README to `.examples/` at the root, with a
 * `tsconfig.json` that type-checks all of them against the sources.
 */
export function extractReadmeExamples(root: string): ReadmeExample[] {
  const folder = join(root, ".examples");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = {
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
  };
  const compilerOptions = {
    ...options,
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: true,
  };
  const config = { extends: "../tsconfig.base.json", compilerOptions, include: ["*.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  return members(root, "packages").map(({ name, folder: member }) => {
    const example = firstExample(join(member, "README.md"));
    if (example === null) return { name, file: null };
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, example);
    return { name, file };
  });
}

/** The text of the first `ts` block of a Markdown file, or `null`. */
export function firstExample(path: string): string | null {
  try {
    return /^```ts\n([\s\S]*?)^```$/m.exec(readFileSync(path, "utf8"))?.[1] ?? null;
  } catch {
    return null;
  }
}
