import { readFile, writeFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { undercoat } from "./undercoat.ts";

const COMMANDS = [
  [],
  ["demo"],
  ["init"],
  ["pilot"],
  ["run"],
  ["pretrain"],
  ["finetune"],
  ["evaluate"],
  ["layers"],
  ["layers", "study"],
  ["layers", "plan"],
  ["predict"],
  ["predict", "merge"],
  ["predict", "submit"],
  ["noise"],
  ["noise", "simulate"],
  ["noise", "estimate"],
  ["noise", "rank"],
  ["noise", "bias"],
  ["raster"],
  ["raster", "info"],
  ["raster", "convert"],
  ["labels"],
  ["labels", "info"],
  ["labels", "rasterize"],
  ["labels", "polygonize"],
  ["labels", "remap"],
  ["labels", "from-osm"],
  ["split"],
  ["split", "make"],
  ["split", "check"],
  ["model"],
  ["model", "summary"],
  ["model", "import"],
  ["model", "weights"],
  ["study"],
  ["study", "plan"],
  ["study", "run"],
  ["study", "status"],
  ["study", "merge"],
  ["study", "report"],
  ["study", "submit"],
  ["roi"],
  ["roi", "init"],
  ["audit"],
  ["export"],
  ["export", "onnx"],
  ["export", "safetensors"],
  ["export", "tfjs"],
  ["engine"],
  ["engine", "list"],
  ["engine", "install"],
  ["engine", "check"],
  ["engine", "bench"],
  ["doctor"],
  ["config"],
  ["config", "schema"],
  ["config", "show"],
  ["recipe"],
  ["recipe", "list"],
  ["recipe", "show"],
  ["mlflow"],
  ["mlflow", "flush"],
];

/** Tells on stderr of every TensorFlow.js file that is loaded. */
const WATCH = `import { registerHooks } from "node:module";
registerHooks({
  load(url, context, next) {
    if (url.includes("tensorflow")) process.stderr.write("loaded " + url);
    return next(url, context);
  },
});`;

const folder = temporaryFolder();

/** Names under "Commands:" of a help text; a description goes on further to the right. */
function listed(help: string): string[] {
  const section = help.split("\nCommands:\n")[1]?.split("\n\n")[0] ?? "";
  return [...section.matchAll(/^ {2}(\S+)/gm)]
    .map(([, name]) => name as string)
    .filter((name) => name !== "help");
}
const told = new Set([""]);

beforeAll(() => writeFile(`${folder}/watch.mjs`, WATCH));

describe("help of every command comes without loading TensorFlow.js", () => {
  test.each(COMMANDS.map((command) => [command.join(" ") || "undercoat", command] as const))(
    "%s",
    async (_, command) => {
      const shell = `export NODE_OPTIONS=--import=${folder}/watch.mjs`;
      const { code, stdout, stderr } = await undercoat([...command, "--help"], { shell });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain("Usage: undercoat");
      expect(stdout).not.toContain("undefined");
      for (const name of listed(stdout)) told.add([...command, name].join(" "));
    },
  );

  test("and these are all commands that there are", () => {
    expect([...told].toSorted()).toEqual(COMMANDS.map((command) => command.join(" ")).toSorted());
  });
});

test("the watch above does see TensorFlow.js where it is loaded", async () => {
  const shell = `export NODE_OPTIONS=--import=${folder}/watch.mjs`;
  expect((await undercoat(["layers", "--reference", "x", "--candidate", "y"], { shell })).stderr).toContain(
    "loaded",
  );
});

test("--version prints the version alone", async () => {
  expect(await undercoat(["--version"])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

test("an unknown command names the nearest and ends with 2", async () => {
  const { code, stderr } = await undercoat(["finetun"]);
  expect(code).toBe(2);
  expect(stderr).toContain("Did you mean finetune?");
});

test("a missing argument ends with 2", async () => {
  expect((await undercoat(["run"])).code).toBe(2);
});

test.each(["config", "metrics", "layers", "events", "study"])(
  "config schema prints the JSON Schema of %s",
  async (name) => {
    const { code, stdout } = await undercoat(["config", "schema", name]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema" });
  },
);

test("the config that init writes is accepted, and never overwritten", async () => {
  const made = await undercoat(["init", "run.yaml", "--json"], { cwd: folder });
  expect(JSON.parse(made.stdout)).toEqual({ file: "run.yaml", scenes: [] });
  const shown = await undercoat(["config", "show", "run.yaml", "--json"], { cwd: folder });
  expect(JSON.parse(shown.stdout)).toMatchObject({
    config: { name: "my-first-run" },
    origins: { name: "file" },
  });
  const text = await readFile(`${folder}/run.yaml`, "utf8");
  expect((await undercoat(["init", "run.yaml"], { cwd: folder })).code).toBe(2);
  expect(await readFile(`${folder}/run.yaml`, "utf8")).toBe(text);
});
