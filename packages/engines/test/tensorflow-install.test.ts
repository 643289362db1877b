import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { InstallContext } from "../src/tensorflow/install/install-step.ts";
import { install } from "../src/tensorflow/install/install-tensorflow.ts";
import { callsOf, FAKE_CALLS, fakeContext, fakeTools } from "./tensorflow-fakes.ts";

const STEPS = ["packages", "wheels", "libraries", "addon", "load", "gradients"];
const scratch = temporaryFolder();
let root = "";
let count = 0;

beforeEach(() => {
  count += 1;
  root = join(scratch, String(count));
  vi.stubEnv("PATH", fakeTools(root));
  return () => vi.unstubAllEnvs();
});

/** The steps that were not skipped, in order. */
async function done(context: InstallContext = fakeContext(root)): Promise<string[]> {
  const steps: string[] = [];
  for await (const { step, state } of install(context))
    if (state === "done" && STEPS.includes(step)) steps.push(step);
  return steps;
}

function failure(changes: Partial<InstallContext> = {}): Promise<string> {
  return done(fakeContext(root, changes)).then(
    () => "no error",
    (error: unknown) => (error as Error).message.replaceAll(root, "ROOT"),
  );
}

describe("order and repetition", () => {
  test("the steps run in order, each calls its program, and a repetition calls none", async () => {
    expect(await done()).toEqual(STEPS);
    expect(callsOf(root)).toEqual(["npm ci", "pip download", "unpack", "g++", "g++", "load", "gradients"]);
    fakeTools(root);
    expect(await done()).toEqual([]);
    expect(callsOf(root)).toEqual([]);
  });

  test("the fetched wheel is removed once it is unpacked, and no lock stays", async () => {
    await done();
    const { folder, wheels, lock } = fakeContext(root).folder;
    expect(existsSync(wheels)).toBe(false);
    expect(existsSync(lock)).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(["addons", "libraries", "packages", "steps"]);
  });

  test.each([
    ["a changed library", "libraries/tensorflow/libtensorflow_cc.so.2", ["wheels", "libraries"]],
    ["a changed addon", "addons/prepare.node", ["addon"]],
  ])("%s is noticed by its checksum, and made again", async (_, file, steps) => {
    await done();
    writeFileSync(join(fakeContext(root).folder.folder, file), "other");
    expect(await done()).toEqual(steps);
  });

  test("a removed package makes what was compiled from it be compiled and checked again", async () => {
    await done();
    rmSync(join(fakeContext(root).folder.packages, "node_modules"), { recursive: true });
    fakeTools(root);
    expect((await done())[0]).toBe("packages");
    expect(await done()).toEqual([]);
  });
});

describe("killed in the middle", () => {
  test.each(FAKE_CALLS)("while %s runs: the next run goes on from there", async (call) => {
    fakeTools(root, { hangs: call });
    await killedWhileHanging();
    fakeTools(root);
    expect(await done()).toEqual(STEPS.slice(FAKE_CALLS.indexOf(call)));
    const left = readdirSync(fakeContext(root).folder.folder);
    expect(left.filter((name) => name.includes(".part-") || name.endsWith(".lock"))).toEqual([]);
  });

  test("a second installation beside a running one is refused", async () => {
    fakeTools(root, { hangs: "unpack" });
    const running = spawnDriver();
    await hangs();
    expect(await failure()).toMatch(
      /^process \d+ is installing this engine; wait for it, or remove "ROOT\/cache\/tensorflow-2\.21\.0\/install\.lock" if it is not$/,
    );
    await killed(running);
  });
});

describe("refusals of one line", () => {
  test.each([
    [
      "macOS",
      { platform: "darwin", architecture: "arm64" },
      'engine "tensorflow" cannot be installed on darwin arm64 yet, only on linux x64; use "onnxruntime" or "wasm"',
    ],
    [
      "Windows",
      { platform: "win32" },
      'engine "tensorflow" cannot be installed on win32 x64 yet, only on linux x64; use "onnxruntime" or "wasm"',
    ],
    [
      "arm64",
      { architecture: "arm64" },
      'engine "tensorflow" cannot be installed on linux arm64 yet, only on linux x64; use "onnxruntime" or "wasm"',
    ],
    [
      "musl",
      { glibc: null },
      'engine "tensorflow" needs the C library glibc, this system has another (such as musl on Alpine); use "onnxruntime" or "wasm"',
    ],
    [
      "an old glibc",
      { glibc: "2.17" },
      'glibc is 2.17, engine "tensorflow" needs 2.27 or newer; use a newer system, or "wasm"',
    ],
    [
      "a processor without AVX",
      { avx: false },
      'this processor has no AVX, which engine "tensorflow" needs; use "wasm"',
    ],
    [
      "a full disk",
      { freeBytes: () => 5e8 },
      "0.5 GB are free in ROOT/cache, 1.1 GB are needed; free some space or choose another folder (--cache)",
    ],
  ] as const)("%s", async (_, facts, message) => {
    const { machine } = fakeContext(root);
    expect(await failure({ machine: { ...machine, ...facts } })).toBe(message);
    expect(callsOf(root)).toEqual([]);
  });

  test.each([
    ["npm", "npm is needed and does not run here; install Node.js with npm, then repeat the command"],
    [
      "python3",
      "Python 3 with pip is needed and does not run here; install it (Debian, Ubuntu: apt install python3-pip; Fedora: dnf install python3-pip), then repeat the command",
    ],
    [
      "g++",
      "the C++ compiler g++ is needed and does not run here; install it (Debian, Ubuntu: apt install g++; Fedora: dnf install gcc-c++), then repeat the command",
    ],
  ])("no %s", async (tool, message) => {
    rmSync(join(root, "bin", tool));
    expect(await failure()).toBe(message);
    expect(callsOf(root)).toEqual([]);
  });

  test("no GPU for --gpu", async () => {
    expect(await failure({ device: "gpu" })).toBe(
      'engine "tensorflow-gpu" needs an NVIDIA GPU, and no driver of one is found; install the driver (nvidia-smi shows it), or install without --gpu',
    );
    expect(existsSync(fakeContext(root).cache)).toBe(false);
  });

  test("a program that is needed no more may be missing", async () => {
    await done();
    for (const tool of ["npm", "python3", "g++"]) rmSync(join(root, "bin", tool));
    expect(await done()).toEqual([]);
  });

  test.each([
    [
      "no network for npm",
      "npm ci",
      "npm error code ENOTFOUND",
      "the npm packages could not be fetched: the package registry cannot be reached; check the network and proxy settings, then repeat the command",
    ],
    [
      "no network for pip",
      "pip download",
      "WARNING: Retrying after NewConnectionError\nERROR: No matching distribution found for fake==1",
      "fake 1 could not be fetched: the package registry cannot be reached; check the network and proxy settings, then repeat the command, or fetch the wheel elsewhere and give it with --wheel",
    ],
    [
      "a registry without it",
      "pip download",
      "ERROR: No matching distribution found for fake==1",
      "fake 1 could not be fetched: the package registry in use does not have it; choose another registry (pip config list, npm config get registry), then repeat the command, or fetch the wheel elsewhere and give it with --wheel",
    ],
    [
      "another fault of pip",
      "pip download",
      "ERROR: something odd",
      "fake 1 could not be fetched: ERROR: something odd (exit code 1); repeat the command, or fetch the wheel elsewhere and give it with --wheel",
    ],
    [
      "the disk fills while unpacking",
      "unpack",
      "OSError: [Errno 28] No space left on device",
      "the wheel of fake could not be unpacked: the disk is full; free some space or choose another folder (--cache), then repeat the command",
    ],
    [
      "code that does not compile",
      "g++",
      "x.cc:1: error: no C++17",
      "the addon does not compile: x.cc:1: error: no C++17 (exit code 1); g++ 8 or newer is expected (g++ --version); update it and repeat the command",
    ],
    [
      "a library that does not load",
      "load",
      "Error: GLIBCXX_3.4.29 not found",
      'TensorFlow does not load: Error: GLIBCXX_3.4.29 not found (exit code 1); remove "ROOT/cache/tensorflow-2.21.0" and repeat the command',
    ],
  ] as const)("%s", async (_, call, words, message) => {
    fakeTools(root, { fails: { [call]: words } });
    expect(await failure()).toBe(message);
    fakeTools(root);
    expect((await done())[0]).toBe(STEPS[FAKE_CALLS.indexOf(call)]);
  });

  test("an engine that loads and does not start says why", async () => {
    fakeTools(root, { answer: { failed: "TensorFlow finds nothing; do this" } });
    expect(await failure()).toBe("TensorFlow finds nothing; do this");
  });

  test("a wheel with another checksum is refused and not kept", async () => {
    fakeTools(root, { broken: true });
    expect(await failure()).toBe(
      "the fetched wheel of fake 1 has SHA-256 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881, expected 69f51477f05c46bfa5ff0027a1fcde274695311a38adfb85611ffeb93c8b146b: the download is broken or not the original; repeat the command, or give the original with --wheel",
    );
    expect(existsSync(join(fakeContext(root).folder.wheels, "fake-1-any.whl"))).toBe(false);
  });

  test.each([
    [
      "too large",
      [
        { name: "relu", error: 0.5 },
        { name: "add", error: 0.001 },
      ],
      "1 of 2 gradients differ from finite differences by more than 0.02: relu (0.5); do not train on this engine, and report this",
    ],
    [
      "not a number",
      [{ name: "relu", error: null }],
      "1 of 1 gradients differ from finite differences by more than 0.02: relu (NaN); do not train on this engine, and report this",
    ],
  ])("a gradient that is %s", async (_, rows, message) => {
    fakeTools(root, { rows });
    expect(await failure()).toBe(message);
    fakeTools(root);
    expect(await done()).toEqual(["gradients"]);
  });
});

describe("a wheel given by the user", () => {
  test("is taken where its checksum is known, is not fetched, and stays where it is", async () => {
    const wheel = join(root, "mine.whl");
    writeFileSync(wheel, "a wheel");
    expect(await done(fakeContext(root, { givenWheels: [wheel] }))).toEqual(STEPS);
    expect(callsOf(root)).not.toContain("pip download");
    expect(readFileSync(wheel, "utf8")).toBe("a wheel");
  });

  test("is refused where its checksum is not known, also when all is installed", async () => {
    const wheel = join(root, "mine.whl");
    writeFileSync(wheel, "another wheel");
    expect(await failure({ givenWheels: [wheel] })).toBe(
      '"ROOT/mine.whl" has SHA-256 05b2aae756f20a4fdd567cbcc5e69a4ff51c212abb659210d49102b7f337857c, which is none of the 1 wheels of fake 1 that "tensorflow" is tested with; give one of "fake-1-any.whl" unchanged',
    );
    await done();
    expect(await failure({ givenWheels: [wheel] })).toContain("has SHA-256");
  });

  test("is refused where it is not there", async () => {
    expect(await failure({ givenWheels: [join(root, "none.whl")] })).toContain('none.whl" does not exist');
  });
});

function spawnDriver(): ReturnType<typeof spawn> {
  const driver = fileURLToPath(new URL("tensorflow-driver.ts", import.meta.url));
  const args = ["-C", "@undercoat/source", driver, root];
  return spawn(process.execPath, args, { stdio: "ignore", detached: true });
}

async function hangs(): Promise<void> {
  while (!existsSync(join(root, "hangs"))) await setTimeout(5);
}

/** kill -9 of the installation and of the program it waits for. */
async function killed(running: ReturnType<typeof spawn>): Promise<void> {
  const ended = new Promise((resolve) => running.on("close", resolve));
  process.kill(-(running.pid ?? 0), "SIGKILL");
  await ended;
  rmSync(join(root, "hangs"));
}

async function killedWhileHanging(): Promise<void> {
  const running = spawnDriver();
  await hangs();
  await killed(running);
}
