import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SampleArray, SampleType } from "@undercoat/raster";
import { type CreateGeoTiffOptions, createGeoTiff } from "../../src/index.ts";

/** A file to be written, and what is in it. */
export interface WrittenCase {
  readonly name: string;
  readonly options: CreateGeoTiffOptions;
  readonly data: SampleArray;
  readonly validity: Uint8Array | null;
}

const ARRAYS = {
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

const TYPES = Object.keys(ARRAYS) as SampleType[];

const UTM = { geotransform: [500000, 10, 0, 4200000, 0, -10], crs: { kind: "epsg", code: 32618 } } as const;

/** Samples over the whole range of the type, smooth here and rough there. */
export function samplesFor(sampleType: SampleType, length: number): SampleArray {
  const data = new ARRAYS[sampleType](length);
  const isFloat = sampleType.startsWith("float");
  for (let index = 0; index < length; index++) {
    const rough = (index * 2654435761) % 2 ** 32;
    const value = (index >> 8) % 2 === 0 ? index : rough - (sampleType.startsWith("u") ? 0 : 2 ** 31);
    data[index] = isFloat ? value / 7 : value;
  }
  return data;
}

function caseOf(
  name: string,
  {
    width,
    height,
    bandCount = 1,
    sampleType = "uint8",
    ...rest
  }: Partial<CreateGeoTiffOptions> & { width: number; height: number },
  validity: Uint8Array | null = null,
): WrittenCase {
  const options = { grid: { width, height, ...UTM }, bandCount, sampleType, ...rest };
  return { name, options, data: samplesFor(sampleType, width * height * bandCount), validity };
}

/** Every sample type with every way to store it, odd sizes, many bands, and all that a file can say. */
export function writtenCases(): WrittenCase[] {
  const stored = TYPES.flatMap((sampleType) =>
    (["none", "deflate", "zstd"] as const).flatMap((compression) =>
      (["pixel", "band"] as const).flatMap((interleave) => {
        const best = sampleType.startsWith("float") ? (3 as const) : (2 as const);
        return (compression === "none" ? ([1] as const) : ([1, best] as const)).map((predictor) =>
          caseOf(`${sampleType}-${compression}-${predictor}-${interleave}`, {
            ...{
              width: 67,
              height: 35,
              bandCount: 3,
              sampleType,
              compression,
              interleave,
              predictor,
              tileSize: 16,
            },
            overviews: "average",
          }),
        );
      }),
    ),
  );
  const holes = (width: number, height: number) =>
    Uint8Array.from({ length: width * height }, (_, pixel) => (pixel % width < 9 || pixel % 7 === 0 ? 0 : 1));
  const classNames = [
    { value: 0, name: 'a "b" & <c>' },
    { value: 3, name: "Straße" },
  ];
  const palette = Array.from({ length: 256 }, (_, value) => ({
    value,
    color: ((value * 65_793) % 2 ** 24).toString(16).padStart(6, "0"),
  }));
  return [
    ...stored,
    caseOf("one-pixel", { width: 1, height: 1, overviews: "average" }),
    caseOf("one-row", { width: 257, height: 1, tileSize: 64, overviews: "nearest" }),
    caseOf("one-column", { width: 1, height: 513, tileSize: 64, overviews: "average" }),
    caseOf("odd", {
      width: 257,
      height: 513,
      tileSize: 128,
      overviews: "average",
      sampleType: "int16",
      nodata: -32768,
    }),
    caseOf("exact", { width: 256, height: 128, tileSize: 128, overviews: "mode" }),
    caseOf("many-bands", { width: 20, height: 17, bandCount: 300, sampleType: "uint16", tileSize: 16 }),
    caseOf("many-planes", {
      width: 20,
      height: 17,
      bandCount: 300,
      interleave: "band",
      tileSize: 16,
      overviews: "average",
    }),
    caseOf("big", {
      width: 100,
      height: 90,
      bigTiff: true,
      tileSize: 32,
      overviews: "average",
      bandCount: 2,
    }),
    caseOf("rgb", {
      width: 70,
      height: 50,
      bandCount: 3,
      bandNames: ["red", "green", "blue"],
      tileSize: 32,
      overviews: "average",
    }),
    caseOf("rgba", {
      width: 70,
      height: 50,
      bandCount: 4,
      bandNames: ["red", "green", "blue", "alpha"],
      alpha: 4,
      tileSize: 32,
    }),
    caseOf(
      "validity",
      { width: 70, height: 50, bandCount: 2, tileSize: 16, overviews: "average" },
      holes(70, 50),
    ),
    caseOf(
      "validity-zstd",
      { width: 70, height: 50, compression: "zstd", tileSize: 16, overviews: "mode", bigTiff: true },
      holes(70, 50),
    ),
    caseOf(
      "validity-planes",
      { width: 70, height: 50, bandCount: 2, interleave: "band", tileSize: 16, overviews: "average" },
      holes(70, 50),
    ),
    caseOf("nodata-nan", {
      width: 40,
      height: 40,
      sampleType: "float32",
      nodata: Number.NaN,
      tileSize: 16,
      overviews: "average",
    }),
    caseOf("nodata-tenth", { width: 40, height: 40, sampleType: "float32", nodata: 0.1, tileSize: 16 }),
    caseOf("names", {
      width: 5,
      height: 5,
      bandCount: 2,
      bandNames: ['near "ir" & <more>', "é 水"],
      scale: [0.1, 2],
      offset: [-3, 1e-9],
    }),
    caseOf("classes", {
      width: 64,
      height: 48,
      classNames,
      palette,
      tileSize: 16,
      overviews: "mode",
      nodata: 255,
    }),
    caseOf("classes-signed", {
      width: 8,
      height: 8,
      sampleType: "int16",
      classNames: [
        { value: -5, name: "minus" },
        { value: 7, name: "plus" },
      ],
    }),
    caseOf("palette-16", {
      width: 8,
      height: 8,
      sampleType: "uint16",
      palette: [{ value: 65535, color: "ff8000" }],
    }),
    caseOf("geographic", {
      width: 6,
      height: 4,
      grid: {
        width: 6,
        height: 4,
        geotransform: [12.5, 1e-5, 0, 45.25, 0, -1e-5],
        crs: { kind: "epsg", code: 4326 },
      },
    }),
    caseOf("rotated", {
      width: 6,
      height: 4,
      grid: {
        width: 6,
        height: 4,
        geotransform: [5e5, 10, 2, 42e5, 3, -10],
        crs: { kind: "epsg", code: 3857 },
      },
    }),
    caseOf("south-up", {
      width: 6,
      height: 4,
      grid: { width: 6, height: 4, geotransform: [5e5, 10, 0, 42e5, 0, 10], crs: { kind: "unknown" } },
    }),
  ];
}

/** Writes a case in pieces of an odd height. */
export async function writeCase(
  folder: string,
  { name, options, data, validity }: WrittenCase,
): Promise<string> {
  const path = join(folder, `${name}.tif`);
  const writer = await createGeoTiff(path, options);
  const { width, height } = options.grid;
  for (let y = 0; y < height; y += 23) {
    const rows = Math.min(23, height - y);
    const block = {
      data: data.subarray(y * width * options.bandCount, (y + rows) * width * options.bandCount),
      validity: validity?.subarray(y * width, (y + rows) * width) ?? null,
    };
    await writer.write({ x: 0, y, width, height: rows }, block);
  }
  await writer.finish();
  return path;
}

/** What another reader has to find, as JSON and as a file of samples. */
export function writeFacts(folder: string, cases: readonly WrittenCase[]): void {
  const facts = cases.map(({ name, options, data, validity }) => {
    writeFileSync(join(folder, `${name}.raw`), new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    const { nodata = null, grid, ...rest } = options;
    return {
      name,
      ...rest,
      ...grid,
      nodata: Number.isNaN(nodata) ? "nan" : nodata,
      validity: validity === null ? null : Array.from(validity),
    };
  });
  writeFileSync(join(folder, "cases.json"), JSON.stringify(facts));
}
