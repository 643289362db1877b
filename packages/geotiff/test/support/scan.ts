/** Child process of sparse.test.ts: measures a file and prints what it found, and what it took. */
import { openGeoTiff, rasterInfo } from "../../src/index.ts";

const [path = "", kind = ""] = process.argv.slice(2);
const start = performance.now();
const result =
  kind === "windows"
    ? await scan()
    : await rasterInfo(path, { statistics: true, checksums: kind === "hash" });
console.log(
  JSON.stringify({ result, ms: performance.now() - start, rss: process.resourceUsage().maxRSS * 1024 }),
);

async function scan(): Promise<number> {
  const source = await openGeoTiff(path);
  let pixels = 0;
  for (let y = 0; y < source.height; y += 1024) {
    for (let x = 0; x < source.width; x += 1024) {
      const window = {
        x,
        y,
        width: Math.min(1024, source.width - x),
        height: Math.min(1024, source.height - y),
      };
      pixels += (await source.read({ window })).data.length;
    }
  }
  await source.close();
  return pixels;
}
