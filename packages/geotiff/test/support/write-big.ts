/** Child process of writing-limits.test.ts: writes one file, and says on stdout how it went. */
import { createGeoTiff } from "../../src/index.ts";

const [path = "", task = "", size = "0"] = process.argv.slice(2);
const side = Number(size);
const tile = 512;
const grid = { width: side, height: side, geotransform: null, crs: { kind: "unknown" } } as const;
const before = process.memoryUsage().rss;
const writer = await createGeoTiff(path, {
  ...{ grid, sampleType: "uint8", bandCount: 1, nodata: 0, tileSize: tile, overviews: "average" },
  ...(task === "sparse" ? { sparse: true } : { compression: "none" }),
});

/** Every 37th tile of a large image, of which most are plain. */
async function writeTiles(): Promise<void> {
  const data = new Uint8Array(tile * tile);
  for (let y = 0; y < side; y += tile) {
    for (let x = 0; x < side; x += tile) {
      const number = (x + y) / tile;
      if (number % 37 !== 0) continue;
      for (let index = 0; index < data.length; index++)
        data[index] = number % 2 === 0 ? 7 : (index * 31) % 253;
      const [width, height] = [Math.min(tile, side - x), Math.min(tile, side - y)];
      await writer.write({ x, y, width, height }, { data: data.subarray(0, width * height), validity: null });
    }
  }
}

async function writeRows(): Promise<void> {
  const rows = 100;
  const data = new Uint8Array(side * rows).map((_, index) => (index * 31) % 253);
  for (let y = 0; y < side; y += rows) {
    const height = Math.min(rows, side - y);
    const block = { data: data.subarray(0, side * height), validity: null };
    await writer.write({ x: 0, y, width: side, height }, block);
    if (task === "report") process.stdout.write(`row ${y}\n`);
  }
}

try {
  await (task === "sparse" ? writeTiles() : writeRows());
  if (task === "report") process.stdout.write("finishing\n");
  const { bytes } = await writer.finish();
  const most = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(`${JSON.stringify({ bytes, before, most })}\n`);
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`,
  );
}
