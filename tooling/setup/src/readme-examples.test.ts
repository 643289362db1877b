import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot as root, temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { extractReadmeExamples, firstExample } from "./readme-examples.ts";

const SECONDS = 1000;
const NOT_IN_SCOPE = /error TS(?:2304|2552|18004):/;
const examples = extractReadmeExamples(root);
let diagnostics: readonly string[] = [];

beforeAll(() => {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = spawn([compiler, "-p", ".examples", "--pretty", "false"], 120);
  diagnostics = stdout.split("\n").filter((line) => line.includes("error TS"));
}, 150 * SECONDS);

describe.each(examples)("the README example of $name", ({ name, file }) => {
  test("is there", () => expect(file, `packages/${name}/README.md needs one ts block`).not.toBeNull());

  // An excerpt may use names from its surroundings; what it takes from packages must exist and fit.
  test("has a module doc beside it that uses what exists", () => {
    const ofDoc = diagnostics.filter((line) => line.startsWith(`.examples/${name}.module.ts`));
    expect(ofDoc.filter((line) => !NOT_IN_SCOPE.test(line))).toEqual([]);
  });

  test.skipIf(file === null)("type-checks", () => {
    expect(diagnostics.filter((line) => line.startsWith(`.examples/${name}.ts`))).toEqual([]);
  });

  test.skipIf(file === null)("runs on the sources", () => {
    const { status, stderr } = spawn(["-C", "@undercoat/source", String(file)], 60);
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  });
});

test("what the examples import type-checks too", () => {
  expect(diagnostics.filter((line) => !line.startsWith(".examples/"))).toEqual([]);
});

test("only the first ts block of a README is its example", () => {
  const path = join(temporaryFolder(), "README.md");
  writeFileSync(path, "# x\n\n```sh\nnpm\n```\n\n```ts\na();\n```\n\n```ts\nb();\n```\n");
  expect(firstExample(path)).toBe("a();\n");
  expect(firstExample(join(path, "absent.md"))).toBeNull();
});

function spawn(
  commandLine: readonly string[],
  seconds: number,
): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NODE_OPTIONS: "" };
  const options = { cwd: root, env, encoding: "utf8", timeout: seconds * SECONDS } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, commandLine, options);
  return { status, stdout, stderr };
}
