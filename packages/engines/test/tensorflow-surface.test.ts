import { execFileSync } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as surface from "../src/install.ts";
import { pinnedPackages } from "../src/tensorflow/install/pinned-wheels.ts";

test("the subpath exports exactly this", () => {
  expect(Object.keys(surface).sort()).toEqual(["cacheFolder", "installTensorflow"]);
});

test("importing it loads no TensorFlow.js", () => {
  const script = `
    import { createRequire } from "node:module";
    await import(process.argv[1]);
    const loaded = Object.keys(createRequire(process.argv[1]).cache).filter((path) => path.includes("@tensorflow"));
    console.log(loaded.length);`;
  const path = fileURLToPath(new URL("../src/install.ts", import.meta.url));
  const options = ["-C", "@undercoat/source", "--input-type=module", "-e", script, path];
  expect(execFileSync(process.execPath, options, { encoding: "utf8" }).trim()).toBe("0");
});

test("the cache folder: UNDERCOAT_CACHE, else the user's cache folder", () => {
  expect(surface.cacheFolder({ UNDERCOAT_CACHE: "/a", XDG_CACHE_HOME: "/b" })).toBe("/a");
  expect(surface.cacheFolder({ XDG_CACHE_HOME: "/b" })).toBe("/b/undercoat/engines");
  expect(surface.cacheFolder({})).toBe(join(homedir(), ".cache/undercoat/engines"));
});

test.each(["cpu", "gpu"] as const)("every wheel of %s is pinned by name and SHA-256", (device) => {
  const packages = pinnedPackages(device);
  expect(packages.length).toBe(device === "cpu" ? 1 : 13);
  for (const { name, version, wheels, bytes } of packages) {
    expect(bytes.unpacked).toBeGreaterThan(bytes.wheel);
    for (const [file, sum] of Object.entries(wheels)) {
      expect(file.startsWith(`${name.replaceAll("-", "_")}-${version}-`), file).toBe(true);
      expect(file).toMatch(/x86_64\.whl$/);
      expect(sum).toMatch(/^[0-9a-f]{64}$/);
    }
  }
});
