import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { openGeoTiff, rasterInfo } from "../src/index.ts";

/** 2 Gpx. */
const SIDE = 46_341;
const MOST_MEMORY = 200 * 2 ** 20;

/** A BigTIFF of bytes whose tiles of 256² were never written, but for one of sevens; nodata is 3 where it is given. */
function sparseFile(
  side: number,
  { written = -1, nodata }: { written?: number; nodata?: number } = {},
): string {
  const tiles = Math.ceil(side / 256) ** 2;
  const content = deflateSync(new Uint8Array(65536).fill(7));
  const texts = nodata === undefined ? [] : [[42113, 2, 2, nodata + 0x30]];
  const start = 16 + 8 + 20 * (11 + texts.length) + 8;
  const tags = [
    [256, 4, 1, side],
    [257, 4, 1, side],
    [258, 3, 1, 8],
    [259, 3, 1, 8],
    [262, 3, 1, 1],
    [277, 3, 1, 1],
    [322, 3, 1, 256],
    [323, 3, 1, 256],
    [324, 16, tiles, start],
    [325, 4, tiles, start + 8 * tiles],
    [339, 3, 1, 1],
    ...texts,
  ];
  const file = new Uint8Array(start + 12 * tiles + content.length);
  const view = new DataView(file.buffer);
  file.set([0x49, 0x49, 43, 0, 8, 0, 0, 0, 16]);
  view.setBigUint64(16, BigInt(tags.length), true);
  for (const [index, [tag = 0, type = 0, count = 0, value = 0]] of tags.entries()) {
    const at = 24 + index * 20;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setBigUint64(at + 4, BigInt(count), true);
    view.setBigUint64(at + 12, BigInt(value), true);
  }
  if (written >= 0) {
    view.setBigUint64(start + 8 * written, BigInt(start + 12 * tiles), true);
    view.setUint32(start + 8 * tiles + 4 * written, content.length, true);
    file.set(content, start + 12 * tiles);
  }
  const path = join(temporaryFolder(), `${side}.tif`);
  writeFileSync(path, file);
  return path;
}

function scanned(path: string, kind: "statistics" | "hash" | "windows") {
  const script = fileURLToPath(new URL("support/scan.ts", import.meta.url));
  const flags = ["-C", "@undercoat/source", "--disable-warning=ExperimentalWarning"];
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, script, path, kind], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("2 Gpx are read window by window in less than 200 MB", () => {
  const { result, rss } = scanned(sparseFile(SIDE, { written: 200 }), "windows");
  expect(result).toBe(SIDE * SIDE);
  expect(rss).toBeLessThan(MOST_MEMORY);
});

test("2 Gpx are measured and hashed in less than 200 MB", () => {
  const { result, rss } = scanned(sparseFile(SIDE, { written: 200 }), "hash");
  expect(rss).toBeLessThan(MOST_MEMORY);
  const sum = 65_536 * 7;
  expect(result.bands[0]).toMatchObject({ validCount: SIDE * SIDE, min: 0, max: 7, mean: sum / SIDE ** 2 });
  expect(result.bands[0].sha256).toMatch(/^[0-9a-f]{64}$/);
});

test("an image of 300 000² that was never written is described and measured at once", () => {
  const { result, ms, rss } = scanned(sparseFile(300_000, { nodata: 3 }), "statistics");
  expect(result).toMatchObject({
    width: 300_000,
    bands: [{ validCount: 0, min: null, max: null, mean: null }],
  });
  expect(ms).toBeLessThan(5000);
  expect(rss).toBeLessThan(2 * MOST_MEMORY); // 1.4 million tiles: their list alone takes a part of it
});

test("more bytes than can be hashed in a minute are refused, not begun", async () => {
  await expect(rasterInfo(sparseFile(300_000), { checksums: true })).rejects.toMatchObject({
    code: "IMAGE_TOO_LARGE",
    message: expect.stringContaining("ask for statistics alone, or raise largestChecksum"),
  });
});

test("what was never written has the hash of what is read", async () => {
  for (const options of [{ written: 3 }, { written: 3, nodata: 3 }, {}]) {
    const path = sparseFile(700, options);
    const source = await openGeoTiff(path);
    const { data, validity } = await source.read();
    const [band] = (await rasterInfo(path, { statistics: true, checksums: true })).bands;
    expect(band).toMatchObject({
      sha256: createHash("sha256")
        .update(data as Uint8Array)
        .digest("hex"),
      validCount: validity?.reduce((sum, one) => sum + one, 0) ?? data.length,
    });
    await source.close();
  }
});
