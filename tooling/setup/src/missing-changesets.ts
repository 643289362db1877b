import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { members } from "./members.ts";

/**
 * Public packages that changed since their version last did, committed or not, without a changeset
 * that names them. `null` where `root` is not the top of a git repository.
 *
 * A package changed when a file of its `src` (tests excepted) or its `package.json` differs from the
 * commit that last touched its `"version"` line.
 */
export function missingChangesets(root: string): string[] | null {
  if (!isGitRoot(root)) return null;
  const named = packagesWithChangeset(root);
  return members(root, "packages")
    .filter(({ manifest }) => manifest.private !== true && !named.has(manifest.name))
    .filter(({ name }) => changedSinceVersion(root, `packages/${name}`))
    .map(({ manifest }) => manifest.name);
}

/** The package names in the front matter of every changeset that waits in `.changeset`. */
export function packagesWithChangeset(root: string): Set<string> {
  const folder = join(root, ".changeset");
  if (!existsSync(folder)) return new Set();
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .map((name) => readFileSync(join(folder, name), "utf8"));
  const frontMatters = texts.map((text) => /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? "");
  const names = frontMatters.flatMap((text) => [...text.matchAll(/^["']?([^"':\n]+)["']?\s*:/gm)]);
  return new Set(names.map(([, name = ""]) => name));
}

function changedSinceVersion(root: string, folder: string): boolean {
  const [source, manifest] = [`${folder}/src`, `${folder}/package.json`];
  const untracked = git(root, "ls-files", "--others", "--exclude-standard", "--", source, manifest);
  const released = git(root, "log", "-1", "--format=%H", '-G"version"', "--", manifest);
  const changed = released === "" ? "" : git(root, "diff", "--name-only", released, "--", source, manifest);
  return [...untracked.split("\n"), ...changed.split("\n")].some(
    (path) => path !== "" && !/\.(test|test-d|bench)\.ts$/.test(path),
  );
}

function isGitRoot(root: string): boolean {
  try {
    return realpathSync(git(root, "rev-parse", "--show-toplevel")) === realpathSync(root);
  } catch {
    return false; // no git here, or no repository
  }
}

function git(root: string, ...commandLine: string[]): string {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));
  return execFileSync("git", commandLine, {
    cwd: root,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}
