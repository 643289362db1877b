import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot, temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";

const script = "tooling/setup/ensure-installed.mjs";
const wanted = {
  "": { name: "fake" },
  "node_modules/one": { version: "1.0.0", integrity: "sha512-one" },
  "node_modules/elsewhere": { version: "1.0.0", integrity: "sha512-else", optional: true, os: ["plan9"] },
  [`node_modules/node-${process.platform}-${process.arch}`]: {
    version: "22.23.2",
    optional: true,
    os: process.platform,
    cpu: [process.arch],
  },
};

test("nothing is said or done when everything is there", () => {
  const root = fakeRoot({ installed: true });
  expect(run(root)).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(npmCalls(root)).toEqual([]);
});

test("a fresh clone is installed, and stdout stays empty", () => {
  const root = fakeRoot({ installed: false });
  const { status, stdout, stderr } = run(root);
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  expect(stderr.split("\n")[0]).toMatchInlineSnapshot(
    `"undercoat setup: nothing is installed yet; running "npm ci" (once, up to a minute)"`,
  );
  expect(npmCalls(root)).toEqual(["ci --include=dev --include=optional"]);
});

test("an older installation is renewed", () => {
  const root = fakeRoot({ installed: true });
  const newer = { ...wanted, "node_modules/one": { version: "1.1.0", integrity: "sha512-newer" } };
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: newer }));
  expect(run(root).stderr).toContain('"node_modules/one" is not what package-lock.json asks for');
  expect(npmCalls(root)).toHaveLength(1);
});

test("a missing Node binary of this platform is installed", () => {
  const root = fakeRoot({ installed: true });
  rmSync(join(root, `node_modules/node-${process.platform}-${process.arch}`), { recursive: true });
  expect(run(root).stderr).toContain("the project's own Node is missing");
  expect(npmCalls(root)).toHaveLength(1);
});

test("a deleted package folder is noticed", () => {
  const root = fakeRoot({ installed: true });
  rmSync(join(root, "node_modules/one"), { recursive: true });
  expect(run(root).stderr).toContain('"node_modules/one" is missing');
});

test("a failing installation ends in one line that says what to do", () => {
  const root = fakeRoot({ installed: false, npmStatus: 1 });
  const { status, stderr } = run(root);
  expect(status).toBe(1);
  expect(stderr.trimEnd().split("\n").at(-1)).toMatchInlineSnapshot(
    `"undercoat setup: "npm ci" ended with 1; it needs the npm registry this once: connect, or name a mirror with "npm config set registry URL", and run the same command again"`,
  );
});

test("where no Node is packaged for the platform, a Node outside the range is refused", () => {
  const root = fakeRoot({ installed: true });
  const alien = { "": { engines: { node: ">=99.1 <100" } } };
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: alien }));
  const { status, stderr } = run(root);
  expect(status).toBe(1);
  expect(stderr).toContain(`Node here is ${process.versions.node}, expected >=99.1 <100; install that Node`);
});

function fakeRoot({ installed, npmStatus = 0 }: { installed: boolean; npmStatus?: number }): string {
  const root = temporaryFolder();
  mkdirSync(join(root, "tooling/setup"), { recursive: true });
  copyFileSync(join(repositoryRoot, script), join(root, script));
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: wanted }));
  mkdirSync(join(root, "fake-bin"));
  writeFileSync(
    join(root, "fake-bin/npm"),
    `#!/bin/sh\necho "$@" >>npm-calls\necho fetching\nexit ${npmStatus}\n`,
  );
  chmodSync(join(root, "fake-bin/npm"), 0o755);
  if (installed) fakeInstallation(root);
  return root;
}

function fakeInstallation(root: string): void {
  const node = `node_modules/node-${process.platform}-${process.arch}`;
  mkdirSync(join(root, "node_modules/one"), { recursive: true });
  mkdirSync(join(root, node, "bin"), { recursive: true });
  writeFileSync(join(root, node, "bin/node"), "");
  const present = Object.fromEntries(
    Object.entries(wanted).filter(([path]) => path !== "" && path !== "node_modules/elsewhere"),
  );
  writeFileSync(join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages: present }));
}

function run(root: string): { status: number | null; stdout: string; stderr: string } {
  const env: Record<string, string | undefined> = {
    ...process.env,
    PATH: `${join(root, "fake-bin")}:${process.env["PATH"]}`,
  };
  delete env["npm_execpath"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, script)], {
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function npmCalls(root: string): string[] {
  const path = join(root, "npm-calls");
  return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
}
