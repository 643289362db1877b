import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRng, type Rng } from "@undercoat/random";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";

/** Enough that no child finishes before it is killed. */
const STEPS = 30;
/** Kills per engine; `training` has the test with twenty on plain and compiled steps. */
const KILLS = { wasm: 4 } as const;

test.each(Object.entries(KILLS))(
  "a process on %s killed %i times at random moments, each time resumed, ends with the weights of one that was not",
  async (engine, wanted) => {
    const [killed, calm] = [temporaryFolder(), temporaryFolder()];
    const rng = createRng(20).fork(`kills on ${engine}`);
    let kills = 0;
    while (!existsSync(join(killed, "hashes.json")))
      if (await runChild(killed, { engine, rng: kills < wanted ? rng : null })) kills += 1;
    expect(kills).toBe(wanted);
    await runChild(calm, { engine, rng: null });
    const [a, b] = [killed, calm].map((folder) => readFileSync(join(folder, "hashes.json"), "utf8"));
    expect(JSON.parse(a!)).toEqual(JSON.parse(b!));
  },
  180_000,
);

/** Trains in a child; with `rng`, kills it some steps and milliseconds after its start. True if it was killed. */
function runChild(
  folder: string,
  { engine, rng }: { readonly engine: string; readonly rng: Rng | null },
): Promise<boolean> {
  const script = fileURLToPath(new URL("./kill-child.ts", import.meta.url));
  const child = spawn(process.execPath, ["-C", "@undercoat/source", script, folder, String(STEPS), engine]);
  const [killAfter, milliseconds] =
    rng === null ? [Number.POSITIVE_INFINITY, 0] : [1 + rng.int(3), rng.int(20)];
  let [lines, errors, aimed] = [0, "", false];
  child.stderr.on("data", (text) => {
    errors += String(text);
  });
  child.stdout.on("data", (text) => {
    lines += String(text).split("\n").length - 1;
    if (lines < killAfter || aimed) return;
    aimed = true;
    setTimeout(() => child.kill("SIGKILL"), milliseconds);
  });
  return new Promise((resolve, reject) => {
    child.on("close", (code, signal) => {
      if (signal === null && code !== 0) reject(errors);
      else resolve(signal === "SIGKILL");
    });
  });
}
