import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryRoot, temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { missingChangesets } from "./missing-changesets.ts";

test("a package that did not change since its version needs no changeset", () => {
  expect(missingChangesets(releasedRepository())).toEqual([]);
});

test("a change that is not committed needs a changeset", () => {
  const root = releasedRepository();
  write(root, "packages/one/src/index.ts", "export const one = 2;\n");
  expect(missingChangesets(root)).toEqual(["@undercoat/one"]);
});

test("a new file that git does not know yet needs a changeset", () => {
  const root = releasedRepository();
  write(root, "packages/two/src/more.ts", "export const more = 1;\n");
  expect(missingChangesets(root)).toEqual(["@undercoat/two"]);
});

test("a committed change needs a changeset until one names the package", () => {
  const root = releasedRepository();
  write(root, "packages/one/src/index.ts", "export const one = 2;\n");
  commit(root, "feat(one): two");
  expect(missingChangesets(root)).toEqual(["@undercoat/one"]);
  write(root, ".changeset/brave-cats-sing.md", '---\n"@undercoat/one": patch\n---\n\n`one` is 2.\n');
  expect(missingChangesets(root)).toEqual([]);
});

test("the release itself starts anew", () => {
  const root = releasedRepository();
  write(root, "packages/one/src/index.ts", "export const one = 2;\n");
  commit(root, "feat(one): two");
  write(root, "packages/one/package.json", manifest("one", "0.2.0"));
  commit(root, "release");
  expect(missingChangesets(root)).toEqual([]);
});

test("a new dependency needs a changeset; tests and private packages do not", () => {
  const root = releasedRepository();
  write(root, "packages/one/package.json", manifest("one", "0.1.0", { dependencies: { zod: "^4.1.0" } }));
  write(root, "packages/two/src/index.test.ts", "// a test\n");
  write(root, "packages/hidden/src/index.ts", "export const hidden = 2;\n");
  expect(missingChangesets(root)).toEqual(["@undercoat/one"]);
});

test("a package that was never committed needs a changeset", () => {
  const root = releasedRepository();
  write(root, "packages/three/package.json", manifest("three", "0.0.0"));
  expect(missingChangesets(root)).toEqual(["@undercoat/three"]);
});

test("a tree without git cannot be asked", () => {
  const root = releasedRepository();
  rmSync(join(root, ".git"), { recursive: true });
  expect(missingChangesets(root)).toBeNull();
});

test("every changed package of this repository has a changeset", ({ skip }) => {
  const missing = missingChangesets(repositoryRoot);
  if (missing === null) skip("this tree is not the top of a git repository");
  expect(missing, 'describe the change for the reader: "npx changeset"').toEqual([]);
});

function releasedRepository(): string {
  const root = temporaryFolder();
  for (const name of ["one", "two", "hidden"]) {
    const extra = name === "hidden" ? { private: true } : {};
    write(root, `packages/${name}/package.json`, manifest(name, "0.1.0", extra));
    write(root, `packages/${name}/src/index.ts`, "export const one = 1;\n");
  }
  git(root, "init", "--quiet");
  commit(root, "first");
  return root;
}

function manifest(name: string, version: string, extra: object = {}): string {
  return `${JSON.stringify({ name: `@undercoat/${name}`, version, ...extra }, null, 2)}\n`;
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function commit(root: string, message: string): void {
  git(root, "add", "--all");
  git(root, "-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "-m", message);
}

function git(root: string, ...commandLine: string[]): void {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));
  execFileSync("git", ["-c", "commit.gpgsign=false", "-c", "core.hooksPath=", ...commandLine], {
    cwd: root,
    env,
  });
}
