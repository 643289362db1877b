import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withoutComments } from "./source-text.ts";

/** A name that a module exports, and where it is declared, as far as relative paths lead. */
export interface PublicExport {
  readonly name: string;
  readonly file: string;
  /** The name in that file, before any `as`. */
  readonly localName: string;
}

/** The named exports of an entry such as `src/index.ts`, each followed to the file that declares it. */
export function publicExports(entry: string): PublicExport[] {
  const text = withoutComments(readFileSync(entry, "utf8"));
  return [
    ...reExports(text, entry),
    ...declaredNames(text).map((name) => ({ name, file: entry, localName: name })),
  ];
}

/** Public exports whose declaration has no TSDoc right above it, as `name (file)`. */
export function undocumentedExports(entry: string): string[] {
  return publicExports(entry)
    .filter(({ file, localName }) => file.startsWith("/") && !isDocumented(file, localName))
    .map(({ name, file }) => `${name} (${file})`);
}

function reExports(text: string, entry: string): PublicExport[] {
  const lists = [...text.matchAll(/export\s+(?:type\s+)?\{([^}]*)\}(?:\s*from\s*"([^"]+)")?/g)];
  return lists.flatMap(([, list = "", from]) =>
    list
      .split(",")
      .map((item) => item.trim().replace(/^type\s+/, ""))
      .filter((item) => item !== "")
      .map((item) => {
        const [localName = item, name = localName] = item.split(/\s+as\s+/);
        return { ...follow(entry, from, localName), name };
      }),
  );
}

function follow(entry: string, from: string | undefined, localName: string): Omit<PublicExport, "name"> {
  if (from === undefined) return { file: entry, localName };
  if (!from.startsWith(".")) return { file: from, localName }; // another package documents it
  const file = join(dirname(entry), from);
  const further = existsSync(file) ? publicExports(file).find(({ name }) => name === localName) : undefined;
  return further ?? { file, localName };
}

function declaredNames(text: string): string[] {
  const pattern =
    /^export (?:declare )?(?:async )?(?:abstract )?(?:function\*?|const|let|class|interface|type) (\w+)/gm;
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))];
}

function isDocumented(file: string, name: string): boolean {
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, "utf8").split("\n");
  const declares = new RegExp(
    `^(?:export )?(?:declare )?(?:async )?(?:abstract )?(?:function\\*?|const|let|class|interface|type) ${name}\\b`,
  );
  const line = lines.findIndex((text) => declares.test(text));
  return line > 0 && (lines[line - 1] ?? "").trimEnd().endsWith("*/");
}
