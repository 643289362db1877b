import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describeShared, repositoryRoot } from "@undercoat/test-utils";
import { describe, expect, test } from "vitest";
import { rasterInfo } from "../src/index.ts";

interface Hashes {
  readonly size: readonly number[];
  readonly dtype: string;
  readonly crs: string;
  readonly geotransform: readonly number[];
  readonly sha256: readonly string[];
}

/** Made by fixtures/pixel-hashes.py with rasterio. */
const fixture: { readonly files: Record<string, Hashes> } = JSON.parse(
  readFileSync(new URL("fixtures/pixel-hashes.json", import.meta.url), "utf8"),
);
const filesBelow = (prefix: string) =>
  Object.entries(fixture.files).filter(([file]) => file.startsWith(prefix));

async function expectSame(path: string, { size, dtype, crs, geotransform, sha256 }: Hashes): Promise<void> {
  const info = await rasterInfo(path, { checksums: true });
  expect([info.width, info.height]).toEqual(size);
  expect(info).toMatchObject({ dtype, crs, geotransform });
  expect(info.bands.map((band) => band.sha256)).toEqual(sha256);
}

const sample = join(repositoryRoot, "tooling", "demo-sample");

describe.skipIf(!existsSync(join(sample, "images")))("the demo sample reads as rasterio reads it", () => {
  test.each(filesBelow("demo_sample/"))("%s", async (file, hashes) => {
    await expectSame(join(sample, file.slice("demo_sample/".length)), hashes);
  });
});

describeShared("the buildings dataset reads as rasterio reads it", ["data", "oam_buildings"], (folder) => {
  test.each(filesBelow("oam_buildings/"))("%s", async (file, hashes) => {
    await expectSame(join(folder, file.slice("oam_buildings/".length)), hashes);
  });
});
