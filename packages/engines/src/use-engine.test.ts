import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { getBackend } from "@tensorflow/tfjs-core";
import { currentEngine } from "@undercoat/tensor";
import { expect, test } from "vitest";
import { type EngineListing, engineList } from "./engine-list.ts";
import type { EngineName } from "./engine-name.ts";
import { useEngine } from "./use-engine.ts";

test("auto takes the fastest, and engines can be changed", async () => {
  expect((await useEngine("auto")).name).toBe("wasm");
  expect(getBackend()).toBe("wasm");
  expect(currentEngine()?.name).toBe("wasm");
  expect((await useEngine("cpu")).name).toBe("cpu");
  expect(getBackend()).toBe("cpu");
  await useEngine("wasm");
  const { name, description } = (await engineList())[0] as EngineListing;
  expect(currentEngine()).toEqual({ name, description });
});

test("another name is refused with the names there are", async () => {
  await expect(useEngine("cuda" as EngineName)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[EnginesError: engine is "cuda", expected one of "auto", "wasm", "cpu"]`,
  );
});

test.each(["index.ts", "options.ts"])("importing %s loads no TensorFlow.js", (file) => {
  const script = `
    import { createRequire } from "node:module";
    await import(process.argv[1]);
    const loaded = Object.keys(createRequire(process.argv[1]).cache).filter((path) => path.includes("@tensorflow"));
    console.log(loaded.length);`;
  const path = fileURLToPath(new URL(file, import.meta.url));
  const options = ["-C", "@undercoat/source", "--input-type=module", "-e", script, path];
  expect(execFileSync(process.execPath, options, { encoding: "utf8" }).trim()).toBe("0");
});
