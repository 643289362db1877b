import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** What the house rules read of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A workspace: its folder name, its path and its manifest. */
export interface Member {
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The workspaces below `packages`, `apps` or `tooling`. */
export function members(root: string, kind: "packages" | "apps" | "tooling"): Member[] {
  return readdirSync(join(root, kind))
    .map((name) => ({ name, folder: join(root, kind, name) }))
    .filter(({ folder }) => existsSync(join(folder, "package.json")))
    .map(({ name, folder }) => ({
      name,
      folder,
      manifest: readJson(join(folder, "package.json")) as Manifest,
    }));
}

/** A JSON file. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Paths of all files below a folder, without build outputs and dependencies; empty where it is absent. */
export function filesBelow(folder: string): string[] {
  const skipped = new Set([
    "node_modules",
    "dist",
    ".git",
    ".turbo",
    ".examples",
    "coverage",
    "runs",
    "undercoat-demo",
  ]);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !skipped.has(name))
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

/** The TypeScript sources of a member, without tests. */
export function sourcesOf({ folder }: Member): string[] {
  return filesBelow(join(folder, "src")).filter((path) => path.endsWith(".ts") && !isTest(path));
}

/** Whether a path is a test, a bench or a type test. */
export function isTest(path: string): boolean {
  return /\.(test|bench|test-d)\.ts$/.test(path) || /\/(test|bench)\//.test(path);
}

/** The `@undercoat` names among dependencies, without the scope. */
export function siblingsIn(dependencies: Readonly<Record<string, string>> = {}): string[] {
  const scope = "@undercoat/";
  return Object.keys(dependencies)
    .filter((name) => name.startsWith(scope))
    .map((name) => name.slice(scope.length));
}

/** Floors by package name, from the table of the architecture page: `| floor | package | … |`. */
export function readFloors(markdown: string): Map<string, number> {
  const rows = [...markdown.matchAll(/^\| (\d) \| `([a-z-]+)` \|/gm)];
  return new Map(rows.map(([, floor, name = ""]) => [name, Number(floor)]));
}

/** A path as people write it: relative to the root. */
export function shortPath(root: string, path: string): string {
  return relative(root, path);
}
