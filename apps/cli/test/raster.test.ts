import { copyFile, mkdir, readdir, truncate, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { writeFileAtomic } from "@undercoat/files";
import { encodeGeoTiff } from "@undercoat/geotiff";
import { temporaryFolder } from "@undercoat/test-utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messageOf, start, undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const grid = {
  width: 700,
  height: 300,
  geotransform: [500000, 10, 0, 4200000, 0, -10],
  crs: { kind: "epsg", code: 32618 },
} as const;
let server: Server;
let address = "";

beforeAll(async () => {
  const data = Uint16Array.from({ length: grid.width * grid.height }, (_, pixel) =>
    pixel % 977 === 0 ? 65535 : pixel % 4096,
  );
  await writeFileAtomic(
    `${folder}/image.tif`,
    encodeGeoTiff({ grid, data, bandCount: 1, nodata: 65535, bandNames: ["height"] }),
  );
  server = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

const run = (...args: string[]) => undercoat(args, { cwd: folder });
const info = async (...args: string[]) =>
  JSON.parse((await run("raster", "info", ...args, "--json", "--stats", "--hash")).stdout);

test.each([["deflate"], ["zstd"], ["none"]])(
  "convert to %s keeps every pixel, place, nodata and name",
  async (compression) => {
    const { code, stdout } = await run(
      "raster",
      "convert",
      "image.tif",
      `${compression}.tif`,
      "--compression",
      compression,
      "--tile-size",
      "256",
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining("2 overviews")]);
    const [before, after] = [await info("image.tif"), await info(`${compression}.tif`)];
    for (const key of ["width", "height", "nodata", "geotransform", "crs", "bands"])
      expect(after[key], key).toEqual(before[key]);
  },
);

test("an isolated reading says the same", async () => {
  const { name: _, ...plain } = await info("image.tif");
  const { name: __, ...isolated } = await info("image.tif", "--isolated");
  expect(isolated).toEqual(plain);
});

describe("files that are none are refused as a person would hope", () => {
  test.each([
    ["nothing in it", async () => writeFile(`${folder}/bad.tif`, "")],
    ["a text", async () => writeFile(`${folder}/bad.tif`, "dear sir or madam,\nplease find attached\n")],
    [
      "cut off",
      async () => {
        await copyFile(`${folder}/image.tif`, `${folder}/bad.tif`);
        await truncate(`${folder}/bad.tif`, 2000);
      },
    ],
  ])("%s", async (_, make) => {
    await make();
    const finished = await run("raster", "info", "bad.tif", "--stats");
    expect(finished.code).toBe(1);
    expect(messageOf(finished, folder)).toMatch(/^undercoat: "bad\.tif"[^\n]+$/);
  });

  test("a folder, a missing file and an address that is gone", async () => {
    await mkdir(`${folder}/folder.tif`, { recursive: true });
    for (const [file, code] of [
      ["folder.tif", 2],
      ["missing.tif", 2],
      [`${address}/gone.tif`, 1],
    ] as const) {
      const finished = await run("raster", "info", file);
      expect(finished.code, finished.stderr).toBe(code);
      const message = messageOf(finished, folder);
      expect(message.split("\n")).toHaveLength(1);
      expect(message).toContain(file);
      expect(finished.stdout).toBe("");
    }
  });
});

test("a failed conversion leaves no file", async () => {
  await writeFile(`${folder}/text.tif`, "no image");
  const finished = await run("raster", "convert", "text.tif", "out.tif");
  expect(finished.code).toBe(1);
  expect((await run("raster", "info", "out.tif")).code).toBe(2);
});

test("convert prints one JSON object where asked", async () => {
  const { code, stdout } = await run("raster", "convert", "image.tif", "json.tif", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ path: "json.tif", width: 700, height: 300 });
});

test("a file too many, and a split that cannot be made, are wrong usage, in one line", async () => {
  const many = await run("raster", "info", "image.tif", "json.tif");
  expect(many.code).toBe(2);
  expect(many.stderr).toContain("too many arguments");
  const split = await run("split", "make", "image.tif", "--out", "split.json", "--block-size", "-5");
  expect(split.code).toBe(2);
  expect(messageOf(split, folder)).toMatch(/^undercoat: blockSize: [^[{\n]+$/);
});

test.skipIf(process.platform === "win32")(
  "Ctrl-C in a conversion ends with 130 and leaves no file",
  async () => {
    const large = `${folder}/large.tif`;
    await writeFileAtomic(
      large,
      encodeGeoTiff({
        grid: { ...grid, width: 8000, height: 8000 },
        data: new Uint8Array(64e6).map((_, i) => i * 7 + (i >> 9)),
        bandCount: 1,
      }),
    );
    const running = start(["raster", "convert", "large.tif", "stopped.tif"], { cwd: folder });
    const unfinished = async () => (await readdir(folder)).filter((name) => name.includes("stopped"));
    while ((await unfinished()).length === 0) await setTimeout(1);
    running.child.kill("SIGINT");
    const finished = await running.finished;
    expect(finished.code).toBe(130);
    expect(await unfinished()).toEqual([]);
  },
);
