import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TFJS_NODE_VERSION } from "../versions.ts";
import type { InstallStep } from "./install-step.ts";
import { fillFolder } from "./part-folder.ts";
import { runTool } from "./run-tool.ts";
import { readStamp, removeStamp, writeStamp } from "./stamps.ts";

/** What is really used of the tree, with the registry's checksums. */
const PINNED = {
  "@tensorflow/tfjs-node": [
    TFJS_NODE_VERSION,
    "sha512-uHrXeUlfgkMxTZqHkESSV7zSdKdV0LlsBeblqkuKU9nnfxB1pC6DtoyYVaLxznzZy7WQSegjcohxxCjAf6Dc7w==",
  ],
  "google-protobuf": [
    "3.21.4",
    "sha512-MnG7N936zcKTco4Jd2PX2U96Kf9PxygAPKBug+74LHzmHXmceN16MmRcdgZv+DGef/S9YvQAfRsNCn4cjf9yyQ==",
  ],
  "node-api-headers": [
    "1.9.0",
    "sha512-2oNILP4jXwRB4ywnYKjVk1YyJ96n2D4EOVJO6S3oYZ5PtbJrw3Yt9TpAuX3nBLMuzn74rnfGQrv13pS9vC+YiA==",
  ],
} as const;

/** Needed by tfjs-node's install script and union package only; TensorFlow.js's core is lent by this process. */
const STAND_INS = [
  "@mapbox/node-pre-gyp",
  "@tensorflow/tfjs",
  "@tensorflow/tfjs-core",
  "adm-zip",
  "https-proxy-agent",
  "progress",
  "rimraf",
  "tar",
];

/** Fetches tfjs-node's JavaScript and C++ and Node's headers by npm, without running an install script. */
export const packagesStep: InstallStep = {
  name: "packages",
  tools: ["npm"],
  intent: () => `fetching @tensorflow/tfjs-node ${TFJS_NODE_VERSION} and node-api-headers by npm (5 MB)`,
  bytes: () => 10_000_000,
  finished: (context) => readStamp(context, "packages", inputs()),
  async run(context) {
    const { packages } = context.folder;
    await removeStamp(context, "packages");
    await fillFolder(packages, async (part) => {
      await writeProject(part);
      await runTool(context, "npm", npmArguments(part), {
        cwd: part,
        failure: "the npm packages could not be fetched",
      });
    });
    const files = await readdir(join(packages, "node_modules"), { recursive: true, withFileTypes: true });
    const result = `@tensorflow/tfjs-node ${TFJS_NODE_VERSION}, checksums right`;
    await writeStamp(context, "packages", {
      inputs: inputs(),
      result,
      files: files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name)),
    });
    return result;
  },
};

function inputs(): unknown {
  return [PINNED, STAND_INS];
}

function npmArguments(prefix: string): string[] {
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const patience = ["--fetch-retries=1", "--fetch-timeout=60000"];
  return ["ci", "--prefix", prefix, "--ignore-scripts", "--install-links", ...quiet, ...patience];
}

async function writeProject(folder: string): Promise<void> {
  const standIn = join(folder, "stand-in");
  await mkdir(standIn);
  await writeFile(join(standIn, "package.json"), json({ name: "stand-in", version: TFJS_NODE_VERSION }));
  await writeFile(join(standIn, "index.js"), 'throw new Error("this package is not needed here");\n');
  await writeFile(join(folder, "package.json"), json(manifest()));
  await writeFile(join(folder, "package-lock.json"), json(lockFile()));
}

function manifest() {
  const replaced = STAND_INS.filter((name) => name !== "@tensorflow/tfjs-core");
  return {
    name: "undercoat-tensorflow",
    private: true,
    dependencies: {
      "@tensorflow/tfjs-core": "file:./stand-in",
      "@tensorflow/tfjs-node": TFJS_NODE_VERSION,
      "node-api-headers": PINNED["node-api-headers"][0],
    },
    overrides: {
      ...Object.fromEntries(replaced.map((name) => [name, "file:./stand-in"])),
      "google-protobuf": PINNED["google-protobuf"][0],
    },
  };
}

function lockFile() {
  const standIns = STAND_INS.map((name) => [
    `node_modules/${name}`,
    { name: "stand-in", version: TFJS_NODE_VERSION, resolved: "file:stand-in" },
  ]);
  const pinned = Object.entries(PINNED).map(([name, [version, integrity]]) => [
    `node_modules/${name}`,
    { version, integrity, ...(name === "@tensorflow/tfjs-node" ? { dependencies: NODE_DEPENDENCIES } : {}) },
  ]);
  const { name, dependencies } = manifest();
  const root = ["", { name, dependencies }];
  return {
    name,
    lockfileVersion: 3,
    requires: true,
    packages: Object.fromEntries([root, ...standIns, ...pinned]),
  };
}

/** As tfjs-node's manifest has them: npm compares. */
const NODE_DEPENDENCIES = {
  "@mapbox/node-pre-gyp": "1.0.9",
  "@tensorflow/tfjs": TFJS_NODE_VERSION,
  "adm-zip": "^0.5.2",
  "google-protobuf": "^3.9.2",
  "https-proxy-agent": "^2.2.1",
  progress: "^2.0.0",
  rimraf: "^2.6.2",
  tar: "^6.2.1",
};

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
