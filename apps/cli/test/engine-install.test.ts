import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@undercoat/test-utils";
import { Command } from "commander";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { registerEngineInstall } from "../src/commands/engine-install.ts";

const folder = temporaryFolder();
let printed = "";

beforeEach(() => {
  printed = "";
  const keep = (text: unknown) => {
    printed += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
  vi.spyOn(process.stderr, "write").mockImplementation(keep);
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  };
});

function engineInstall(...args: string[]): Promise<Command> {
  const engine = new Command("engine").exitOverride();
  registerEngineInstall(engine);
  for (const command of engine.commands) command.exitOverride();
  return engine.parseAsync(["install", ...args], { from: "user" });
}

/** Programs that answer when asked for their version, and else fail with these words. */
function tools(words: string): string {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  for (const name of ["npm", "python3", "g++"]) {
    const text = `#!/bin/sh\ncase "$*" in *--version*) exit 0;; esac\necho "${words}" >&2\nexit 1\n`;
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

const suited = process.platform === "linux" && process.arch === "x64";

describe.runIf(suited)("on linux x64", () => {
  test("prints each step on a line and ends with what failed and what to do", async () => {
    vi.stubEnv("PATH", tools("npm error code ENOTFOUND"));
    const cache = join(folder, "one");
    await expect(engineInstall("tensorflow", "--cache", cache)).rejects.toThrow(
      "the npm packages could not be fetched: the package registry cannot be reached; check the network and proxy settings, then repeat the command",
    );
    expect(printed).toMatch(
      /^machine {4}done {5}linux x64, glibc .+ free in .+\npackages {3}… {8}fetching .+\n$/,
    );
  });

  test("prints JSON, one object per step", async () => {
    vi.stubEnv("PATH", tools("npm error code ENOTFOUND"));
    await engineInstall("tensorflow", "--json", "--cache", join(folder, "two")).catch(() => undefined);
    const steps = printed
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(steps.map(({ step, state }) => [step, state])).toEqual([
      ["machine", "done"],
      ["packages", "started"],
    ]);
  });

  test("the cache folder may be named by UNDERCOAT_CACHE", async () => {
    vi.stubEnv("PATH", tools("npm error code ENOTFOUND"));
    vi.stubEnv("UNDERCOAT_CACHE", join(folder, "three"));
    await expect(engineInstall("tensorflow")).rejects.toThrow("the npm packages");
    expect(printed).toContain(join(folder, "three"));
  });

  test("Ctrl-C ends the program that runs, lets the next one in, and says how to go on", async () => {
    const bin = tools("");
    writeFileSync(
      join(bin, "npm"),
      `#!/bin/sh\ncase "$*" in *--version*) exit 0;; esac\nexec ${process.execPath} -e "setInterval(() => {}, 1000)"\n`,
    );
    vi.stubEnv("PATH", bin);
    const running = engineInstall("tensorflow", "--cache", join(folder, "stopped"));
    await vi.waitUntil(() => printed.includes("packages"), { timeout: 20_000, interval: 10 });
    process.emit("SIGINT");
    await running;
    expect(printed).toContain("undercoat: stopped; repeat the command to go on\n");
    expect(process.exitCode).toBe(130);
    process.exitCode = undefined;
    const left = readdirSync(join(folder, "stopped/tensorflow-2.21.0"));
    expect(left).not.toContain("install.lock");
  });

  test("a missing program is told before anything is fetched", async () => {
    vi.stubEnv("PATH", join(folder, "empty"));
    await expect(engineInstall("tensorflow", "--cache", join(folder, "four"))).rejects.toThrow(
      "npm is needed and does not run here; install Node.js with npm, then repeat the command",
    );
  });

  test("a wheel that is not known is refused", async () => {
    vi.stubEnv("PATH", tools("npm error code ENOTFOUND"));
    const wheel = join(folder, "other.whl");
    writeFileSync(wheel, "other");
    await expect(
      engineInstall("tensorflow", "--wheel", wheel, "--cache", join(folder, "five")),
    ).rejects.toThrow(/other\.whl" has SHA-256 .+, which is none of the 4 wheels of tensorflow-cpu 2\.21\.0/);
  });
});

test("another engine is wrong usage", async () => {
  await expect(engineInstall("pytorch")).rejects.toThrow("Allowed choices are tensorflow");
});
