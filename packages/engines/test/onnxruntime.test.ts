import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const index = fileURLToPath(new URL("../src/index.ts", import.meta.url));

/** Runs a script in a process in which `onnxruntime-node` fails in some way. */
function runWhere(failing: string, script: string): string {
  const hooks = `import { registerHooks } from "node:module"; registerHooks({ resolve(specifier, context, next) {
    if (specifier.startsWith("onnxruntime-node")) { ${failing} } return next(specifier, context); } });`;
  const options = [
    "-C",
    "@undercoat/source",
    "--import",
    `data:text/javascript,${encodeURIComponent(hooks)}`,
  ];
  const body = `import { useEngine, engineList } from ${JSON.stringify(index)}; ${script}`;
  return execFileSync(process.execPath, [...options, "--input-type=module", "-e", body], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
}

const NOT_INSTALLED = `throw Object.assign(new Error("Cannot find module"), { code: "MODULE_NOT_FOUND" });`;
const OLD_SYSTEM = `if (specifier.endsWith("binding.js")) throw Object.assign(
  new Error("/lib/libc.so.6: version GLIBC_2.28 not found"), { code: "ERR_DLOPEN_FAILED" });`;
const ASK = `try { await useEngine("onnxruntime"); } catch (error) { console.log(error.code, error.message); }`;

test("where ONNX Runtime is not installed, auto takes wasm, and the engine itself says how to get it", () => {
  expect(runWhere(NOT_INSTALLED, `console.log((await useEngine("auto")).name);`)).toBe("wasm");
  expect(runWhere(NOT_INSTALLED, ASK)).toMatchInlineSnapshot(
    `"ENGINE_FAILED engine "onnxruntime" does not start here: the npm package "onnxruntime-node" is not installed; run npm install onnxruntime-node --onnxruntime-node-install=skip"`,
  );
});

test("where it does not load, such as on an old system, auto takes wasm, and the engine itself says why", () => {
  expect(runWhere(OLD_SYSTEM, `console.log((await useEngine("auto")).name);`)).toBe("wasm");
  expect(runWhere(OLD_SYSTEM, ASK)).toMatchInlineSnapshot(
    `"ENGINE_FAILED engine "onnxruntime" does not start here: onnxruntime-node does not load on this machine (/lib/libc.so.6: version GLIBC_2.28 not found); it needs a 64-bit system with glibc 2.28, macOS or Windows: use the engine "wasm""`,
  );
});
