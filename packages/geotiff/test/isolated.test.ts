import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import type { SampleArray } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import { afterEach, expect, test } from "vitest";
import { encodeGeoTiff, openGeoTiff, openGeoTiffBuffer, rasterInfo } from "../src/index.ts";
import { serve, type WebServer } from "./support/web-server.ts";

const folder = fileURLToPath(new URL("fixtures/gdal/", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".tif"));

const grid = { width: 40, height: 30, geotransform: [0, 1, 0, 0, 0, -1], crs: { kind: "unknown" } } as const;
const data = Int16Array.from({ length: 1200 }, (_, index) => index - 600);
const bytes = encodeGeoTiff({ grid, data, bandCount: 1, nodata: 5 });

let server: WebServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

test("files read the same in a process of their own", async () => {
  for (const name of files) {
    const here = await openGeoTiff(folder + name);
    const there = await openGeoTiff(folder + name, { isolated: true });
    const { read: _, close: __, ...plain } = there;
    expect(plain).toEqual(
      Object.fromEntries(Object.keys(plain).map((key) => [key, here[key as keyof typeof here]])),
    );
    const request = { window: { x: 3, y: 5, width: 41, height: 29 } };
    expect(await there.read(request)).toEqual(await here.read(request));
    await there.close();
    await here.close();
  }
});

test("bytes in memory and rasterInfo are isolated too", async () => {
  const source = await openGeoTiffBuffer(bytes, "forty", { isolated: true });
  const block = await source.read();
  expect(block.data).toEqual(data);
  expect(block.validity?.indexOf(0)).toBe(605);
  await source.close();
  const path = join(temporaryFolder(), "x.tif");
  writeFileSync(path, bytes);
  const options = { statistics: true, checksums: true };
  expect(await rasterInfo(path, { ...options, isolated: true })).toEqual(await rasterInfo(path, options));
});

test("a large read comes in pieces and is put together", async () => {
  const size = { ...grid, width: 3000, height: 4000 };
  const large = Float64Array.from({ length: 12_000_000 }, (_, index) =>
    index % 977 === 0 ? Number.NaN : index,
  );
  const source = await openGeoTiffBuffer(encodeGeoTiff({ grid: size, data: large, bandCount: 1 }), "large", {
    isolated: { memoryMegabytes: 600 },
  });
  const block = await source.read();
  expect(isSame(block.data, large)).toBe(true);
  expect(block.validity?.filter((valid) => valid === 0).length).toBe(Math.ceil(large.length / 977));
  await source.close();
});

test("errors arrive with their code and context", async () => {
  await expect(openGeoTiff(join(folder, "gone.tif"), { isolated: true })).rejects.toMatchObject({
    name: "GeoTiffError",
    code: "FILE_UNREADABLE",
  });
  await expect(openGeoTiffBuffer(bytes.slice(0, 100), "cut", { isolated: true })).rejects.toMatchObject({
    code: "BROKEN_STRUCTURE",
    context: { name: "cut" },
  });
  const source = await openGeoTiffBuffer(bytes, "forty", { isolated: true, largestRead: 1000 });
  await expect(source.read()).rejects.toMatchObject({ code: "WINDOW_TOO_LARGE" });
  await expect(source.read({ bands: [2] })).rejects.toMatchObject({ code: "BAND_MISSING" });
  await expect(source.read({ level: 1 })).rejects.toMatchObject({ code: "LEVEL_MISSING" });
  await expect(source.read({ window: { x: 39, y: 0, width: 2, height: 1 } })).rejects.toMatchObject({
    code: "WINDOW_OUTSIDE",
  });
  await source.close();
  await expect(source.read()).rejects.toMatchObject({ code: "SOURCE_CLOSED" });
});

test("what takes too long is ended and told", async () => {
  server = await serve(bytes, () => true);
  const isolated = { seconds: 1 };
  const start = performance.now();
  await expect(openGeoTiff(server.url, { isolated })).rejects.toMatchObject({
    code: "TIME_LIMIT",
    message: expect.stringContaining("took more than 1 s and its process was ended"),
  });
  expect(performance.now() - start).toBeLessThan(10_000);
});

test("a busy loop is ended as well as a wait", async () => {
  // 800 million bits of one strip, unpacked one by one without a pause; PackBits: 128 zeros in two bytes
  const content = new Uint8Array(2 * 781_250).fill(129);
  for (let at = 1; at < content.length; at += 2) content[at] = 0;
  const file = oneStrip({ width: 40_000, height: 20_000, compression: 32773, content });
  const options = { isolated: { seconds: 2, memoryMegabytes: 4000 }, largestBlock: 2 ** 40 };
  const source = await openGeoTiffBuffer(file, "busy", options);
  await expect(source.read({ window: { x: 0, y: 0, width: 1, height: 1 } })).rejects.toMatchObject({
    code: "TIME_LIMIT",
  });
  await expect(source.read()).rejects.toMatchObject({ code: "TIME_LIMIT" });
  await source.close();
});

test("what takes too much memory is ended and told", async () => {
  // 240 MB of zeros, honestly declared
  const file = oneStrip({
    width: 16_000,
    height: 15_000,
    bits: 8,
    compression: 8,
    content: deflateSync(new Uint8Array(240_000_000)),
  });
  const source = await openGeoTiffBuffer(file, "bomb", { isolated: { memoryMegabytes: 160 } });
  await expect(source.read({ window: { x: 0, y: 0, width: 1, height: 1 } })).rejects.toMatchObject({
    code: "MEMORY_LIMIT",
    message: expect.stringContaining("needed more than 160 MiB"),
  });
  await source.close();
});

test("a signal ends a read, and the next one works", async () => {
  let isSilent = false;
  // larger than the pieces in which the web is read
  const wide = Float64Array.from({ length: 600 * 500 }, (_, index) => Math.sin(index));
  server = await serve(
    encodeGeoTiff({ grid: { ...grid, width: 600, height: 500 }, data: wide, bandCount: 1 }),
    () => isSilent,
  );
  const source = await openGeoTiff(server.url, { isolated: true });
  isSilent = true;
  const reading = new AbortController();
  const read = source.read({ signal: reading.signal });
  setTimeout(() => reading.abort(), 30);
  await expect(read).rejects.toMatchObject({ name: "AbortError" });
  isSilent = false;
  expect(isSame((await source.read()).data, wide)).toBe(true);
  await source.close();
});

test("closing ends what is being read", async () => {
  const source = await openGeoTiffBuffer(bytes, "forty", { isolated: true });
  const read = source.read();
  const closed = source.close();
  await expect(read).rejects.toMatchObject({ code: "SOURCE_CLOSED" });
  await closed;
  await source.close();
});

test("a signal ends an opening", async () => {
  server = await serve(bytes, () => true);
  const signal = AbortSignal.timeout(500);
  await expect(openGeoTiff(server.url, { isolated: true, signal })).rejects.toMatchObject({
    name: "TimeoutError",
  });
});

test("limits are checked", async () => {
  for (const isolated of [
    { seconds: 0 },
    { memoryMegabytes: 1 },
    { memory: 5 },
    { seconds: Number.NaN },
    "yes",
  ]) {
    await expect(openGeoTiff("x.tif", { isolated: isolated as object })).rejects.toMatchObject({
      code: "OPTION_REFUSED",
    });
  }
});

const program = fileURLToPath(new URL("support/open-and-leave.ts", import.meta.url));

test.runIf(existsSync("/proc/self/task")).each([
  ["ends without closing", ""],
  ["closes", "close"],
  ["is killed", "stay"],
])("a program that %s leaves no process behind", async (_, end) => {
  const path = join(mkdtempSync(join(temporaryFolder(), "leave-")), "x.tif");
  writeFileSync(path, bytes);
  const flags = ["-C", "@undercoat/source", "--disable-warning=ExperimentalWarning"];
  const child = spawn(process.execPath, [...flags, program, path, end], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
  });
  let pid = "";
  for await (const line of createInterface({ input: child.stdout })) {
    pid = line;
    if (end === "stay") child.kill("SIGKILL");
  }
  expect(await ended).toBe(end === "stay" ? null : 0);
  expect(pid).toMatch(/^\d+$/);
  for (let wait = 0; wait < 50 && isRunning(pid); wait++) await pause(100);
  expect(isRunning(pid)).toBe(false);
});

function isRunning(pid: string): boolean {
  return existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}

/** Comparing millions of numbers one by one takes seconds. */
function isSame(found: SampleArray, expected: SampleArray): boolean {
  const bytesOf = ({ buffer, byteOffset, byteLength }: SampleArray) =>
    Buffer.from(buffer, byteOffset, byteLength);
  return bytesOf(found).equals(bytesOf(expected));
}

/** A classic little-endian file of one strip, one band. */
function oneStrip({
  width,
  height,
  bits = 1,
  compression,
  content,
}: {
  width: number;
  height: number;
  bits?: number;
  compression: number;
  content: Uint8Array;
}): Uint8Array {
  const tags = [
    [256, width],
    [257, height],
    [258, bits],
    [259, compression],
    [262, 1],
    [273, 200],
    [277, 1],
    [278, height],
    [279, content.length],
  ];
  const file = new Uint8Array(200 + content.length);
  const view = new DataView(file.buffer);
  file.set([0x49, 0x49, 42, 0, 8]);
  view.setUint16(8, tags.length, true);
  for (const [index, [tag = 0, value = 0]] of tags.entries()) {
    view.setUint16(10 + index * 12, tag, true);
    view.setUint16(12 + index * 12, 4, true);
    view.setUint32(14 + index * 12, 1, true);
    view.setUint32(18 + index * 12, value, true);
  }
  file.set(content, 200);
  return file;
}
