import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@undercoat/test-utils";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isVectorError, openVector } from "../src/index.ts";
import { fixture } from "./support/files.ts";

/** Raised by hand for a longer search: `UNDERCOAT_FUZZ=100000`. */
const RUNS = Number(process.env["UNDERCOAT_FUZZ"] ?? 300);
const SLOW_MS = 2000;

const damage = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("flip" as const), at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) }),
    fc.record({
      kind: fc.constant("splice" as const),
      at: fc.nat(),
      from: fc.nat(),
      size: fc.nat({ max: 64 }),
    }),
    fc.record({ kind: fc.constant("cut" as const), at: fc.nat(), size: fc.nat({ max: 64 }) }),
    fc.record({ kind: fc.constant("large" as const), at: fc.nat() }),
  ),
  { minLength: 1, maxLength: 4 },
);

type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

test.each([
  "areas.fgb",
  "town.osm.pbf",
  "town-plain.osm.pbf",
  "town.osm",
  "areas.geojson",
  "areas.geojsonl",
  "overpass.json",
])(
  "%s, damaged anywhere, is read or refused with an error of ours, soon",
  async (name) => {
    const whole = readFileSync(fixture(name));
    const path = join(temporaryFolder(), name);
    await fc.assert(
      fc.asyncProperty(damage, async (steps) => {
        await writeFile(path, damaged(whole, steps));
        const start = performance.now();
        await read(path);
        expect(performance.now() - start).toBeLessThan(SLOW_MS);
      }),
      { numRuns: RUNS },
    );
  },
  600_000,
);

async function read(path: string): Promise<void> {
  try {
    const source = await openVector(path);
    for await (const _ of source.features()) void _;
    for await (const _ of source.features({ bounds: { xMin: 8, yMin: 46, xMax: 9.05, yMax: 48 } })) void _;
  } catch (error) {
    if (!isVectorError(error)) throw error;
    expect(error.message).not.toContain("\n");
  }
}

function damaged(whole: Uint8Array, steps: Damage): Uint8Array {
  let bytes = Uint8Array.from(whole);
  for (const step of steps) {
    const at = step.at % (bytes.length || 1);
    if (step.kind === "flip") bytes[at] = step.value;
    else if (step.kind === "large") bytes.subarray(at, at + 4).fill(0xff);
    else if (step.kind === "cut")
      bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + step.size)]);
    else
      bytes.set(
        whole.subarray(step.from % whole.length).subarray(0, Math.min(step.size, bytes.length - at)),
        at,
      );
  }
  return bytes;
}
