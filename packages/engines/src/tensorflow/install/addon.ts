import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addonPaths } from "../engine-folder.ts";
import type { InstallContext, InstallStep } from "./install-step.ts";
import { fillFolder } from "./part-folder.ts";
import { PREPARE_ADDON } from "./prepare-addon.ts";
import { runTool } from "./run-tool.ts";
import { readStamp, removeStamp, stampDigest, writeStamp } from "./stamps.ts";

/** Compiles the two addons: tfjs-node's, unmodified, and the one that prepares a process. */
export const addonStep: InstallStep = {
  name: "addon",
  tools: ["g++"],
  intent: () => "compiling the addon with g++ (about 15 seconds)",
  bytes: () => 5_000_000,
  finished: async (context) => readStamp(context, "addon", await inputsOf(context)),
  async run(context) {
    await removeStamp(context, "addon");
    await fillFolder(context.folder.addons, (part) => compile(context, part));
    const { prepare, binding } = addonPaths(context.folder);
    const result = "compiled against the unpacked headers";
    await writeStamp(context, "addon", {
      inputs: await inputsOf(context),
      result,
      files: [prepare, binding],
    });
    return result;
  },
};

async function inputsOf(context: InstallContext): Promise<unknown> {
  const [packages, libraries] = [
    await stampDigest(context, "packages"),
    await stampDigest(context, "libraries"),
  ];
  return [PREPARE_ADDON, FLAGS, packages, libraries];
}

const FLAGS = ["-O2", "-shared", "-fPIC", "-std=c++17", "-DNAPI_VERSION=8", "-DBUILDING_NODE_EXTENSION"];

async function compile(context: InstallContext, folder: string): Promise<void> {
  const modules = join(context.folder.packages, "node_modules");
  const source = join(folder, "prepare.cc");
  await mkdir(folder, { recursive: true });
  await writeFile(source, PREPARE_ADDON);
  const tfjs = join(modules, "@tensorflow/tfjs-node");
  const library = join(context.folder.libraries, "tensorflow");
  const include = [
    "-I",
    join(modules, "node-api-headers/include"),
    "-I",
    join(library, "include"),
    "-I",
    tfjs,
  ];
  const { prepare, binding } = addonPaths({ addons: folder });
  const cc = ["binding/tfjs_backend.cc", "binding/tfjs_binding.cc"].map((file) => join(tfjs, file));
  const framework = "-l:libtensorflow_framework.so.2";
  // relative to the addon, so that the cache folder may be moved
  const find = ["-L", library, "-Wl,-rpath,$ORIGIN/../libraries/tensorflow"];
  const linked: readonly (readonly string[])[] = [
    [source, "-o", prepare, "-ldl"],
    [...cc, "-o", binding, ...find, "-l:libtensorflow_cc.so.2", framework],
  ];
  for (const one of linked) {
    await runTool(context, "g++", [...FLAGS, ...include, ...one], {
      failure: "the addon does not compile",
      advice: "g++ 8 or newer is expected (g++ --version); update it and repeat the command",
    });
  }
}
