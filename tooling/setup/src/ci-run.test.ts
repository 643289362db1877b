import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot, temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";

const passing = [{ status: "passed", assertionResults: [{ status: "passed", fullName: "a works" }] }];
const failing = [{ status: "failed", assertionResults: [{ status: "failed", fullName: "b works" }] }];
const broken = [{ name: "c.test.ts", status: "failed", assertionResults: [] }];

test("the last line holds the tests' own counts", () => {
  const { status, lastLine } = runCi({ numPassedTests: 7, testResults: passing });
  expect({ status, lastLine }).toEqual({ status: 0, lastLine: "7 passed, 0 failed" });
});

test("skipped tests are counted apart", () => {
  const { status, lastLine } = runCi({ numPassedTests: 7, numPendingTests: 2, testResults: passing });
  expect({ status, lastLine }).toEqual({ status: 0, lastLine: "7 passed, 0 failed, 2 skipped" });
});

test("failed tests and files that do not load are counted and named, and the other steps still run", () => {
  const counts = { numPassedTests: 7, testResults: [...failing, ...broken] };
  const { status, lastLine, stdout } = runCi(counts, { test: 1 });
  expect({ status, lastLine }).toEqual({ status: 1, lastLine: "7 passed, 2 failed" });
  expect(stdout).toContain("tests: b works; c.test.ts did not load");
  expect(stdout).toContain("== demo");
});

test("a failing step that is no test counts as one failed and is named", () => {
  const { status, lastLine, stdout } = runCi({ numPassedTests: 7, testResults: passing }, { lint: 3 });
  expect({ status, lastLine }).toEqual({ status: 1, lastLine: "7 passed, 1 failed" });
  expect(stdout).toContain("lint: ended with 3");
});

test("a demo that leaves no report fails", () => {
  const { lastLine, stdout } = runCi({ numPassedTests: 7, testResults: passing }, {}, { report: false });
  expect(lastLine).toBe("7 passed, 1 failed");
  expect(stdout).toContain("the demo left no report.html");
});

test("tests that end without counts fail", () => {
  const { status, lastLine } = runCi(null, { test: 1 });
  expect({ status, lastLine }).toEqual({ status: 1, lastLine: "0 passed, 1 failed" });
});

test("tests that all pass but end badly fail", () => {
  const { lastLine, stdout } = runCi({ numPassedTests: 7, testResults: passing }, { test: 5 });
  expect(lastLine).toBe("7 passed, 1 failed");
  expect(stdout).toContain("npm test ended with 5");
});

test("a run that changes the tree fails", () => {
  const { lastLine, stdout } = runCi(
    { numPassedTests: 7, testResults: passing },
    {},
    { writes: "left-behind.txt" },
  );
  expect(lastLine).toBe("7 passed, 1 failed");
  expect(stdout).toContain("tree unchanged: ended with 1");
});

interface FakeRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly lastLine: string | undefined;
}

/** Runs `.ci/run` from elsewhere, in a fake repository, with an `npm` that does what it is told. */
function runCi(
  counts: object | null,
  statuses: Readonly<Record<string, number>> = {},
  { report = true, writes = "" }: { report?: boolean; writes?: string } = {},
): FakeRun {
  const root = fakeRepository();
  const npm = `#!/usr/bin/env bash
for last in "$@"; do case $last in --outputFile.json=*) counts=\${last#*=} ;; esac; done
case "$*" in
  test*) name=test; ${counts === null ? ":" : `printf '%s' '${JSON.stringify(counts)}' >"$counts"`} ;;
  *lint*) name=lint ;;
  *typecheck*) name=typecheck ;;
  *build*) name=build; ${writes === "" ? ":" : `echo >"${writes}"`} ;;
  *demo*) name=demo; mkdir -p "$last"; echo "{}" >"$last/metrics.json"; ${report ? `echo "<html>" >"$last/report.html"` : ":"} ;;
esac
[ "$CI" = true ] || exit 99
case $name in ${Object.entries(statuses)
    .map(([name, status]) => `${name}) exit ${status} ;;`)
    .join(" ")} esac
exit 0
`;
  executable(join(root, "node_modules/.bin/npm"), npm);
  for (const tool of ["publint", "attw"]) executable(join(root, `node_modules/.bin/${tool}`), "#!/bin/sh\n");
  const { status, stdout } = spawnSync(join(root, ".ci/run"), {
    cwd: "/",
    encoding: "utf8",
    env: environment(),
  });
  return { status, stdout, lastLine: stdout.trimEnd().split("\n").at(-1) };
}

function fakeRepository(): string {
  const root = temporaryFolder();
  cpSync(join(repositoryRoot, ".ci"), join(root, ".ci"), { recursive: true });
  for (const folder of ["packages/one", "node_modules/.bin"])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "packages/one/package.json"), "{}");
  writeFileSync(join(root, ".gitignore"), "node_modules/\n");
  const identity = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"];
  for (const commandLine of [
    ["init", "--quiet"],
    ["add", "--all"],
    [...identity, "commit", "--quiet", "-m", "first"],
  ]) {
    spawnSync("git", commandLine, { cwd: root, env: environment() });
  }
  return root;
}

function executable(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

function environment(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));
}
