/** What the reading bench does, in a process of its own: `node --conditions=@undercoat/source read-work.ts FILE`. */
import { openGeoTiff } from "../src/index.ts";

export const SIDE = 3072;
export const WINDOW = 512;
/** Windows that are asked for at a time, and tiles that are decoded at a time. */
const LANES = 4;
const RUNS = 5;

/** Milliseconds of the best run of each kind of work. */
export type Measured = Readonly<Record<string, number>>;

async function windows(path: string, lanes: number): Promise<void> {
  const source = await openGeoTiff(path, { concurrency: lanes });
  const places: { x: number; y: number }[] = [];
  for (let y = 0; y < SIDE; y += WINDOW) for (let x = 0; x < SIDE; x += WINDOW) places.push({ x, y });
  const lane = async () => {
    for (let place = places.shift(); place !== undefined; place = places.shift())
      await source.read({ window: { ...place, width: WINDOW, height: WINDOW } });
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await source.close();
}

async function scan(path: string, concurrency: number): Promise<void> {
  const source = await openGeoTiff(path, { concurrency });
  await source.read();
  await source.close();
}

async function best(run: () => Promise<void>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let count = 0; count < RUNS; count++) {
    const start = performance.now();
    await run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

if (import.meta.main) {
  const path = process.argv[2] ?? "";
  const measured: Measured = {
    "windows, one thread": await best(() => windows(path, 1)),
    "windows, with workers": await best(() => windows(path, LANES)),
    "scan, one thread": await best(() => scan(path, 1)),
    "scan, with workers": await best(() => scan(path, LANES)),
  };
  process.stdout.write(JSON.stringify(measured));
}
