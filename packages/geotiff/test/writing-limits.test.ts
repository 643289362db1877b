import { execFile, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { openGeoTiff } from "../src/index.ts";

const script = fileURLToPath(new URL("support/write-big.ts", import.meta.url));
const flags = ["-C", "@undercoat/source", "--disable-warning=ExperimentalWarning", script];
const run = promisify(execFile);

/** What the process may take beyond its start: tiles that are begun, compressors, and garbage. */
const MOST_GROWTH = 130 * 2 ** 20;

test("60 000 × 60 000 pixels need no more memory than a small image does", { timeout: 240_000 }, async () => {
  const path = join(temporaryFolder(), "large.tif");
  const { stdout } = await run(process.execPath, [...flags, path, "sparse", "60000"]);
  const { before, most } = JSON.parse(stdout);
  expect(most - before).toBeLessThan(MOST_GROWTH);
  const source = await openGeoTiff(path);
  expect(source.levels.at(-1)).toEqual({ width: 469, height: 469 });
  const window = { x: 512 * 37, y: 0, width: 1, height: 3 };
  expect((await source.read({ window })).data).toEqual(Uint8Array.of(0, (512 * 31) % 253, (1024 * 31) % 253));
  expect((await source.read({ window: { ...window, x: 512 * 36 } })).validity).toEqual(new Uint8Array(3));
  await source.close();
});

test("a disk that fills is one clear line, and leaves the old file alone", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "a.tif");
  writeFileSync(path, "old");
  const command = `trap '' XFSZ; ulimit -f 2000; exec "$0" "$@"`;
  const { stdout } = await run("bash", ["-c", command, process.execPath, ...flags, path, "rows", "3000"]);
  expect(JSON.parse(stdout).error).toBe(
    `cannot write "${path}": the file would exceed the size limit of this system; raise it (ulimit -f) or choose another disk`,
  );
  expect(readFileSync(path, "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["a.tif"]);
});

test.each(["row 1000", "finishing"])(
  "kill -9 at %o never leaves a half file under the name",
  async (moment) => {
    const folder = temporaryFolder();
    const path = join(folder, "a.tif");
    writeFileSync(path, "old");
    const child = spawn(process.execPath, [...flags, path, "report", "4000"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const gone = new Promise((resolve) => child.once("exit", resolve));
    for await (const line of createInterface({ input: child.stdout }))
      if (line === moment) child.kill("SIGKILL");
    await gone;
    expect(readFileSync(path, "utf8")).toBe("old");
    for (const rest of readdirSync(folder).filter((name) => name !== "a.tif")) {
      expect(rest).toMatch(/^\.a\.tif\.\d+\.\d+\.tmp$/);
    }
  },
);
