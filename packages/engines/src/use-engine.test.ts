import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { getBackend } from "@tensorflow/tfjs-core";
import { currentEngine } from "@undercoat/tensor";
import { expect, test } from "vitest";
import { type EngineListing, engineList } from "./engine-list.ts";
import { EngineName } from "./engine-name.ts";
import { useEngine } from "./use-engine.ts";

test("auto takes the fastest, and engines can be changed", async () => {
  expect((await useEngine("auto")).name).toBe("onnxruntime");
  expect(getBackend()).toBe("wasm"); // for what is not compiled
  expect(currentEngine()?.compiler).toBeDefined();
  expect((await useEngine("cpu")).name).toBe("cpu");
  expect(getBackend()).toBe("cpu");
  await useEngine("wasm");
  const listing = (await engineList()).find((each) => each.name === "wasm");
  const { name, description } = listing as EngineListing;
  expect(currentEngine()).toEqual({ name, description });
});

test("another name is refused with the names there are", async () => {
  const names = EngineName.options.map((name) => `"${name}"`).join(", ");
  await expect(useEngine("cuda" as EngineName)).rejects.toThrow(`engine is "cuda", expected one of ${names}`);
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
