import { chmod, writeFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { EngineBenchmark, EngineCheckReport, EngineListRow } from "@undercoat/workflows";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const fakePython = `${folder}/python`;
const brokenPython = `${folder}/broken`;

/** Answers as the PyTorch peer does: 100 ms a step, channels last 50. */
const PEER = `#!/usr/bin/env node
console.log(JSON.stringify({ version: "0.fake" }));
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { layout, steps } = JSON.parse(line);
  const ms = Array(steps).fill(layout === "channels-last" ? 50 : 100);
  console.log(JSON.stringify({ wall: ms, processor: ms, memory: 7 }));
});`;

beforeAll(async () => {
  await writeFile(fakePython, PEER);
  await writeFile(brokenPython, "#!/bin/sh\nexit 1\n");
  for (const file of [fakePython, brokenPython]) await chmod(file, 0o755);
});

/** No engine that somebody installed here decides these tests. */
const nothingInstalled = { shell: `export UNDERCOAT_CACHE='${folder}/cache'` };

async function printed(
  args: readonly string[],
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return undercoat(args, { cwd: folder, ...nothingInstalled });
}

describe("engine list", () => {
  test("names every engine, what is missing, and the time of a step", async () => {
    const { code, stdout } = await printed(["engine", "list", "--json", "--threads", "1"]);
    expect(code).toBe(0);
    const { engines } = z.object({ engines: z.array(EngineListRow) }).parse(JSON.parse(stdout));
    const of = (name: string) => engines.find(({ engine }) => engine === name);
    expect(of("onnxruntime")).toMatchObject({
      missing: null,
      threads: 1,
      library: expect.stringContaining("ONNX Runtime 1."),
    });
    expect(of("onnxruntime")!.stepMs).toBeGreaterThan(0);
    expect(of("wasm")!.stepMs).toBeGreaterThan(0);
    expect(of("cpu")).toMatchObject({ missing: null, stepMs: null });
    expect(of("tensorflow")!.missing).toContain("undercoat engine install tensorflow");
  });
});

describe("engine check", () => {
  test("an engine that can be trusted", async () => {
    const { code, stdout } = await printed(["engine", "check", "onnxruntime", "--json"]);
    const { passed, engines } = z
      .object({ passed: z.boolean(), engines: z.array(EngineCheckReport) })
      .parse(JSON.parse(stdout));
    expect({ code, passed }).toEqual({ code: 0, passed: true });
    const [{ checks }] = engines as [EngineCheckReport];
    expect(checks.map(({ name }) => name)).toEqual([
      "starts",
      "gradients",
      "compiled",
      "determinism",
      "tensors",
      "memory",
    ]);
    expect(checks.find(({ name }) => name === "compiled")!.found).toMatch(
      /^losses of compiled and uncompiled/,
    );
  });

  test("an engine that is asked for and not there is a failure: exit code 3", async () => {
    const { code, stdout } = await printed(["engine", "check", "tensorflow"]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^FAIL {2}tensorflow: .*undercoat engine install tensorflow\n$/);
  });

  test("a name that is no engine", async () => {
    const { code, stderr } = await printed(["engine", "check", "wasn"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^undercoat: engine is "wasn", expected one of onnxruntime, .*; did you mean "wasm"\?\n$/,
    );
  });
});

describe("engine bench", () => {
  const bench = (...more: string[]) =>
    printed(["engine", "bench", "--only", "train-64-w0.25", "--rounds", "1", "--threads", "1", ...more]);

  test("beside PyTorch the faster layout counts, and the ratio is its time by ours", async () => {
    const { code, stdout } = await bench("--python", fakePython, "--json");
    expect(code).toBe(0);
    const { engine, pytorch, threads, results } = EngineBenchmark.parse(JSON.parse(stdout));
    expect({ engine, pytorch, threads }).toEqual({ engine: "onnxruntime", pytorch: "0.fake", threads: 1 });
    const [row] = results;
    expect(row).toMatchObject({
      name: "train-64-w0.25",
      pytorchMs: 50,
      pytorchProcessorMs: 50,
      pytorchMemory: 7,
    });
    expect(row!.ratio).toBeCloseTo(50 / row!.ms, 9);
    expect(row!.firstMs).toBeGreaterThan(row!.ms);
  });

  test.each([brokenPython, `${folder}/nothing`])(
    "without PyTorch (%#) there is no ratio, and it says so",
    async (python) => {
      const { code, stdout } = await bench("--python", python);
      expect(code).toBe(0);
      expect(stdout).toContain("no PyTorch there: give --python");
      expect(stdout).toMatch(/train-64-w0\.25 +[\d.]+ +– +– /);
    },
  );

  test.each([
    [["--only", "train-64-w2"], '--only is "train-64-w2", expected one of train-64-w0.25, '],
    [["--engine", "wasmm"], 'did you mean "wasm"?'],
    [["--rounds", "0"], '--rounds is "0", expected a whole number from 1 to 1000'],
    [["--threads", "x"], 'it is "x", expected a whole number from 1 to 1024'],
  ])("%o is refused", async (args, message) => {
    const { code, stderr } = await printed(["engine", "bench", ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
