import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { BandInfo } from "../../src/index.ts";

/** What became of one file. */
export interface FileOutcome {
  readonly path: string;
  readonly ms: number;
  readonly rss: number;
  readonly read?: ReadFile;
  readonly refusal?: { readonly code: string; readonly message: string };
  readonly crash?: string;
}

/** Smallest, largest and mean of some samples. */
export interface SampleRange {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/** What was read of a file. */
export interface ReadFile {
  readonly width: number;
  readonly height: number;
  readonly sampleType: string;
  readonly geotransform: readonly number[] | null;
  readonly crs: { readonly kind: string; readonly code?: number };
  readonly isWhole: boolean;
  readonly bands: readonly {
    readonly sha256: string;
    readonly checksum: number;
    /** Of all finite samples. */
    readonly finite: SampleRange | null;
    /** Of the finite samples of valid pixels. */
    readonly valid: SampleRange | null;
    readonly validCount: number;
  }[];
  readonly levels: readonly { readonly width: number; readonly height: number }[];
  readonly overviewCount: number;
  /** What rasterInfo says of the bands; null where it was not asked. */
  readonly measured: readonly BandInfo[] | null;
  readonly notes: readonly string[];
}

/** What GDAL says about one file of the zoo. */
export interface Expected {
  readonly gdalinfo_rc: number;
  readonly size?: readonly number[];
  readonly bands?: number;
  readonly types?: readonly string[];
  readonly compression?: string;
  readonly overviews?: readonly number[];
  readonly geoTransform?: readonly number[];
  readonly checksum?: readonly number[];
  readonly gdal_messages?: readonly string[];
  readonly pixels?: readonly {
    readonly dtype: string;
    readonly min: number;
    readonly max: number;
    readonly mean: number;
    readonly first: readonly (number | null)[];
    readonly last: number | null;
    readonly sha256: string;
    readonly mask_flags: number;
    readonly mask_valid_px?: number;
  }[];
}

/** The zoo's expectations by file; bare NaN and Infinity are null. */
export function readExpected(zoo: string): Record<string, Expected> {
  const text = readFileSync(join(zoo, "expected.json"), "utf8");
  return JSON.parse(text.replace(/(?<=[[ ])(-?Infinity|NaN)(?=[,\]}])/g, "null"));
}

/** Reads files in a child with a heap limit; one that is silent for `limit` milliseconds is ended and named. */
export async function readInChild(
  paths: readonly string[],
  limit: number,
): Promise<Map<string, FileOutcome>> {
  if (paths.length === 0) return new Map();
  const script = fileURLToPath(new URL("read-all.ts", import.meta.url));
  const flags = [
    "-C",
    "@undercoat/source",
    "--disable-warning=ExperimentalWarning",
    "--max-old-space-size=512",
  ];
  const child = spawn(process.execPath, [...flags, script], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(paths.join("\n"));
  const outcomes = new Map<string, FileOutcome>();
  let current = "the start";
  let timer = setTimeout(() => child.kill("SIGKILL"), limit);
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill("SIGKILL"), limit);
    const outcome: FileOutcome = JSON.parse(line);
    current = outcome.path;
    if (outcome.ms !== undefined) outcomes.set(outcome.path, outcome);
  }
  clearTimeout(timer);
  const missing = paths.find((path) => !outcomes.has(path));
  if (missing === undefined) return outcomes;
  throw new RangeError(`the reader died or was ended at "${current}"`);
}
