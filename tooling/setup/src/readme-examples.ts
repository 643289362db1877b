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
 * Writes the first `ts` block of every package's README to `.examples/` at the root, that of its module
 * doc beside it (`<package>.module.ts`), and a `tsconfig.json` that checks all of them against the sources.
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
    noUnusedLocals: false,
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: true,
  };
  const config = { extends: "../tsconfig.base.json", compilerOptions, include: ["*.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  return members(root, "packages").map(({ name, folder: member }) => {
    writeFileSync(
      join(folder, `${name}.module.ts`),
      moduleExample(join(member, "src/index.ts")) ?? "export {};\n",
    );
    const example = firstExample(join(member, "README.md"));
    if (example === null) return { name, file: null };
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, example);
    return { name, file };
  });
}

/** The first `ts` block of the doc that a source opens with, or `null`. */
export function moduleExample(path: string): string | null {
  const [doc = ""] = /^\/\*\*[\s\S]*?\*\//.exec(readFileSync(path, "utf8")) ?? [];
  return exampleIn(doc.replace(/^ \* ?/gm, ""));
}

/** The text of the first `ts` block of a Markdown file, or `null`. */
export function firstExample(path: string): string | null {
  try {
    return exampleIn(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

function exampleIn(markdown: string): string | null {
  return /^```ts\n([\s\S]*?)^```$/m.exec(markdown)?.[1] ?? null;
}
