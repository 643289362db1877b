import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { sharedFolder, temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { encodeGeoTiff } from "../src/index.ts";

/** `UNDERCOAT_FUZZ=<cases>` reads more changed files than the usual run, and `UNDERCOAT_FUZZ_SEED` other ones. */
const CASES = Number(process.env["UNDERCOAT_FUZZ"] ?? 2500);
const SEED = Number(process.env["UNDERCOAT_FUZZ_SEED"] ?? 20261127);

/** No hundred cases take as long. */
const LONGEST = 30_000;
const MOST_MEMORY = 400 * 2 ** 20;
const LARGEST_FILE = 20_000;
const HOURS = 3_600_000;

const fixtures = fileURLToPath(new URL("fixtures/", import.meta.url));
const grid = {
  width: 21,
  height: 17,
  geotransform: [5, 1, 0, 5, 0, -1],
  crs: { kind: "epsg", code: 4326 },
} as const;

/** Valid files of many kinds: our own, GDAL's fixtures, and the small ones of the zoo where it is there. */
function validFiles(): string[] {
  const folder = temporaryFolder();
  const own = [Uint8Array, Int8Array, Uint16Array, Int32Array, Float32Array, Float64Array].map(
    (Samples, index) => {
      const data = new Samples(21 * 17 * 2);
      for (let pixel = 0; pixel < data.length; pixel++) data[pixel] = pixel % 100;
      const path = join(folder, `own-${index}.tif`);
      writeFileSync(path, encodeGeoTiff({ grid, data, bandCount: 2, nodata: 7 }));
      return path;
    },
  );
  const zoo = sharedFolder("data", "geotiff_zoo", "variants") ?? "";
  const folders = [join(fixtures, "gdal"), join(fixtures, "crs"), join(fixtures, "levels"), zoo];
  const others = folders.flatMap((path) =>
    existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [],
  );
  const small = others.filter((path) => path.endsWith(".tif") && statSync(path).size < LARGEST_FILE);
  return [...own, ...small];
}

test(
  `${CASES} changed files end in pixels or in a GeoTiffError, quickly and in bounded memory`,
  async () => {
    const script = fileURLToPath(new URL("support/fuzz.ts", import.meta.url));
    const flags = [
      "-C",
      "@undercoat/source",
      "--disable-warning=ExperimentalWarning",
      "--max-old-space-size=256",
    ];
    const child = spawn(process.execPath, [...flags, script, String(CASES), String(SEED), ...validFiles()], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let words = "";
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      words = (words + part).slice(-4000);
    });
    let last: { cases: number; read: number; refused: number; rss?: number } = {
      cases: 0,
      read: 0,
      refused: 0,
    };
    const stop = () => child.kill("SIGKILL");
    let timer = setTimeout(stop, LONGEST);
    for await (const line of createInterface({ input: child.stdout })) {
      clearTimeout(timer);
      timer = setTimeout(stop, LONGEST);
      last = JSON.parse(line);
    }
    clearTimeout(timer);
    expect(words).toBe("");
    expect(last.cases).toBe(CASES);
    // both happen: the changes are neither harmless nor hopeless
    expect(Math.min(last.read, last.refused)).toBeGreaterThan(CASES / 20);
    expect(last.rss).toBeLessThan(MOST_MEMORY);
  },
  HOURS,
);
