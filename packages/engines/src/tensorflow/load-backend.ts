import { createRequire, Module } from "node:module";
import { join } from "node:path";
import * as core from "@tensorflow/tfjs-core";
import { addonPaths, type EngineFolder } from "./engine-folder.ts";
import type { NodeBackend, NodeBinding } from "./node-backend.ts";

/** What the addon of this package does before TensorFlow is loaded. */
interface PrepareAddon {
  /** Sets threads and quiet logging for the process; returns the threads that hold, which the first call decides. */
  prepare(threads: number, baseLibrary: string): number;
}

/** A loaded backend, not yet registered. */
export interface LoadedBackend {
  readonly backend: NodeBackend;
  /** Threads of the process; the first load decides. */
  readonly threads: number;
}

/**
 * Loads TensorFlow from an engine folder and registers tfjs-node's kernels. The JavaScript of tfjs-node
 * gets this process's own TensorFlow.js core, so there is one engine and one kernel registry.
 *
 * @throws Node's error where a file is missing or a library does not load.
 */
export function loadBackend(folder: EngineFolder, askedThreads: number): LoadedBackend {
  const require = createRequire(join(folder.packages, "package.json"));
  const { prepare, binding } = addonPaths(folder);
  const threads = (require(prepare) as PrepareAddon).prepare(
    askedThreads,
    join(folder.libraries, "tensorflow/libtensorflow_framework.so.2"),
  );
  const addon = require(binding) as NodeBinding;
  for (const name of ["@tensorflow/tfjs", "@tensorflow/tfjs-core"]) lend(require, name, core);
  forgetDeprecations(require("node:util") as DeprecatedUtil);
  require("@tensorflow/tfjs-node/dist/register_all_kernels");
  const { NodeJSKernelBackend } = require("@tensorflow/tfjs-node/dist/nodejs_kernel_backend") as {
    NodeJSKernelBackend: new (addon: NodeBinding, packageName: string) => NodeBackend;
  };
  return { backend: new NodeJSKernelBackend(addon, "@tensorflow/tfjs-node"), threads };
}

/** Makes `require(name)` inside the engine folder return `exports`. */
function lend(require: NodeJS.Require, name: string, exports: object): void {
  const path = require.resolve(name);
  const module = new Module(path);
  module.exports = exports;
  module.loaded = true;
  require.cache[path] = module;
}

interface DeprecatedUtil {
  isArray(value: unknown): boolean;
  isNullOrUndefined(value: unknown): boolean;
}

/** Node warns at the first call of each; tfjs-node calls both, and its user can do nothing about it. */
function forgetDeprecations(util: DeprecatedUtil): void {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  util.isArray([]);
  util.isNullOrUndefined(null);
  process.emitWarning = emitWarning;
}
