import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pointTransform } from "../src/index.ts";

const POINTS = 200_000;
/** From, to, x and y of the first point, step from point to point. */
const PAIRS = [
  [4326, 32632, 9, 48, 1e-6],
  [32632, 3857, 5e5, 5.3e6, 0.1],
  [27700, 3857, 5.3e5, 1.8e5, 0.1],
  [23030, 25830, 5e5, 4.5e6, 0.1],
] as const;

/** Millions of points a second of pyproj, or null where `UNDERCOAT_PYTHON` names no Python with it. */
function reference(): Readonly<Record<string, number>> | null {
  const python = process.env["UNDERCOAT_PYTHON"];
  if (python === undefined) return null;
  const script = join(import.meta.dirname, "reference.py");
  return JSON.parse(
    execFileSync(python, [script, JSON.stringify(PAIRS), String(POINTS)], { encoding: "utf8" }),
  );
}

test(`${POINTS} points in place`, async ({ bench }) => {
  const others = reference();
  const lines = others === null ? ["pyproj: not compared, UNDERCOAT_PYTHON names no Python"] : [];
  for (const [from, to, x, y, step] of PAIRS) {
    const { transformInto } = pointTransform({ kind: "epsg", code: from }, { kind: "epsg", code: to });
    const fresh = Float64Array.from(
      { length: 2 * POINTS },
      (_, at) => (at % 2 === 0 ? x : y) + (at >> 1) * step,
    );
    const { latency } = await bench(`${from} to ${to}`, () => {
      transformInto(fresh.slice());
    }).run({ iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 });
    const [own, other] = [POINTS / latency.p50 / 1000, others?.[`${from} to ${to}`]];
    const beside =
      other === undefined ? "" : `, pyproj ${other.toFixed(2)}, ratio ${(own / other).toFixed(2)}`;
    lines.push(`EPSG:${from} to EPSG:${to}: ${own.toFixed(2)} million points/s${beside}`);
    expect(own).toBeGreaterThan(0);
  }
  process.stdout.write(`${lines.join("\n")}\n`);
}, 60_000);
