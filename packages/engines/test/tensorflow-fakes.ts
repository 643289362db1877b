import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "@undercoat/files";
import { engineFolder } from "../src/tensorflow/engine-folder.ts";
import type { InstallContext } from "../src/tensorflow/install/install-step.ts";
import type { MachineFacts } from "../src/tensorflow/install/machine-facts.ts";

/** What the programs of an installation are told to do. */
export interface FakePlan {
  /** Fails with these words on stderr. */
  readonly fails?: Partial<Record<FakeCall, string>>;
  /** Starts, leaves something half done and never ends. */
  readonly hangs?: FakeCall;
  /** The wheel holds other bytes than its checksum says. */
  readonly broken?: boolean;
}

/** The calls of an installation, in their order. */
export const FAKE_CALLS = ["npm ci", "pip download", "unpack", "g++", "load", "gradients"] as const;
/** One of them. */
export type FakeCall = (typeof FAKE_CALLS)[number];

const WHEEL = "a wheel";
const SUITED: MachineFacts = {
  platform: "linux",
  architecture: "x64",
  glibc: "2.36",
  avx: true,
  nvidia: false,
  freeBytes: () => 1e10,
};

/** Programs that do what the real ones do to files, without network or compiler. */
const PROGRAM = `
const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { basename, dirname, join } = require("node:path");
const root = dirname(__dirname);
const plan = JSON.parse(readFileSync(join(root, "plan.json"), "utf8"));
const program = basename(__filename);
const args = process.argv.slice(2);
if (args.includes("--version")) process.exit(0);
const value = (flag) => args[args.indexOf(flag) + 1];
const write = (path, text) => { mkdirSync(dirname(path), { recursive: true }); writeFileSync(path, text); };
const CALLS = {
  "npm ci": () => write(join(value("--prefix"), "node_modules/@tensorflow/tfjs-node/package.json"), "{}"),
  "pip download": () => write(join(value("--dest"), "fake-1-any.whl"), plan.broken ? "x" : "${WHEEL}"),
  unpack: () => {
    for (const name of ["cc", "framework"])
      write(join(args[3], "tensorflow/libtensorflow_" + name + ".so.2"), readFileSync(args[2]));
  },
  "g++": () => write(value("-o"), args.join()),
  load: () => write(args[3], JSON.stringify(plan.answer ?? { version: "2.21.0", gpu: false })),
  gradients: () => write(args[3], JSON.stringify(plan.rows ?? [{ name: "relu", error: 1e-4 }])),
};
const call = program === "npm" ? "npm ci"
  : program === "g++" ? "g++"
  : program === "child" ? args[0]
  : args[0] === "-c" ? "unpack" : "pip download";
appendFileSync(join(root, "calls"), call + "\\n");
if (plan.fails?.[call]) { console.error(plan.fails[call]); process.exit(1); }
CALLS[call]();
if (plan.hangs === call) { writeFileSync(join(root, "hangs"), String(process.pid)); setInterval(() => {}, 1000); }
`;

/** Writes the programs into `root/bin` and says how they shall behave. */
export function fakeTools(root: string, plan: FakePlan & { rows?: unknown; answer?: unknown } = {}): string {
  const bin = join(root, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(root, "calls"), "");
  writeFileSync(join(root, "plan.json"), JSON.stringify(plan));
  for (const name of ["npm", "python3", "g++", "child"]) {
    writeFileSync(join(bin, name), `#!${process.execPath}\n${PROGRAM}`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

/** The calls since the last {@link fakeTools}. */
export function callsOf(root: string): string[] {
  return readFileSync(join(root, "calls"), "utf8").trim().split("\n").filter(Boolean);
}

/** An installation into `root/cache` with the programs of {@link fakeTools}. */
export function fakeContext(root: string, changes: Partial<InstallContext> = {}): InstallContext {
  const cache = join(root, "cache");
  return {
    device: "cpu",
    cache,
    folder: engineFolder("cpu", cache),
    givenWheels: [],
    pinned: [
      {
        name: "fake",
        version: "1",
        bytes: { wheel: 1e8, unpacked: 1e9 },
        wheels: { "fake-1-any.whl": sha256(WHEEL) },
        members: ".*",
      },
    ],
    machine: SUITED,
    engineChild: [join(root, "bin/child")],
    ...changes,
  };
}
