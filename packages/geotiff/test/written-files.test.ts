import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@undercoat/test-utils";
import { fromArrayBuffer } from "geotiff";
import { expect, test } from "vitest";
import { openGeoTiff } from "../src/index.ts";
import { cogProblems } from "./support/cog-check.ts";
import { writeCase, writeFacts, writtenCases } from "./support/written-cases.ts";

const folder = temporaryFolder();
const cases = writtenCases();

test.each(cases.map((one) => [one.name, one] as const))(
  "%s: a valid COG, and every pixel comes back from two readers",
  async (_, written) => {
    const { options, data, validity } = written;
    const path = await writeCase(folder, written);
    const bytes = new Uint8Array(readFileSync(path));
    expect(cogProblems(bytes)).toEqual([]);
    const source = await openGeoTiff(path);
    const { grid, sampleType, bandCount, nodata = null } = options;
    expect(source).toMatchObject({ ...grid, sampleType });
    expect(source.nodata).toEqual(sampleType === "float32" && nodata !== null ? Math.fround(nodata) : nodata);
    expect(source.bands.length).toBe(bandCount);
    const block = await source.read();
    expect(block.data).toEqual(data);
    if (validity !== null) expect(block.validity).toEqual(validity);
    await source.close();
    const image = await (await fromArrayBuffer(bytes.buffer)).getImage(0);
    const read = (await image.readRasters({ interleave: true })) as unknown as ArrayLike<number>;
    expect(read.length).toBe(data.length);
    expect(data.every((sample, index) => sample === read[index])).toBe(true);
  },
);

/** With `UNDERCOAT_PYTHON`, a Python with rasterio: GDAL reads every file, too. */
test.skipIf(!process.env["UNDERCOAT_PYTHON"])("GDAL reads the same", { timeout: 300_000 }, async () => {
  for (const written of cases) await writeCase(folder, written);
  writeFacts(folder, cases);
  const script = fileURLToPath(new URL("fixtures/check-written.py", import.meta.url));
  const output = execFileSync(process.env["UNDERCOAT_PYTHON"] ?? "", [script, folder], { encoding: "utf8" });
  expect(output).toBe(`${cases.length} files, 0 problems\n`);
});
