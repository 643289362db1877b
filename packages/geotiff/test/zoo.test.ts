import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describeShared } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { type PlainTags, plainTags } from "./support/plain-tags.ts";
import { type Expected, type FileOutcome, readExpected, readInChild } from "./support/zoo.ts";

/** A file may take this long before the child that reads is ended. */
const LONGEST = 20_000;

/** What a malformed file may take at most: milliseconds, and bytes of the whole process that reads all of them. */
const MALFORMED = { ms: 2000, rss: 300 * 2 ** 20 };

/** Share of the variants that must read with the right pixels: 172 of the first zoo's 187. */
const MOST_READ = 172 / 187;

/** Why a variant may be refused, from the tags of the file itself; the refusal names the tag. */
const REASONS: readonly { readonly tag: string; readonly why: string; is(tags: PlainTags): boolean }[] = [
  {
    tag: "Compression",
    why: "WebP, JPEG XL and old JPEG have no decoder here",
    is: ({ values }) =>
      ![1, 2, 3, 4, 5, 7, 8, 32773, 32946, 34887, 34925, 50000].includes(values.get(259) ?? 1),
  },
  {
    tag: "BitsPerSample",
    why: "complex numbers and whole numbers above 32 bits have no sample type here",
    is: ({ values }) =>
      (values.get(339) ?? 1) > 3 || ((values.get(339) ?? 1) < 3 && (values.get(258) ?? 1) > 32),
  },
  {
    tag: "Predictor",
    why: "writers disagree on big-endian predictor 3, GDAL 3.6 does not read what it wrote",
    is: ({ values, isBigEndian }) => isBigEndian && values.get(317) === 3,
  },
  {
    tag: "PhotometricInterpretation",
    why: "CIELab is no colour that a model wants",
    is: ({ values }) => (values.get(262) ?? 1) > 6,
  },
];

/** Decoders of JPEG round differently, and halved colours more so; gdal-files.test.ts compares pixel by pixel. */
const LOSSY_MEAN = 0.5;
const LOSSY_SAMPLE = 16;

const FLOAT64_SUM = 1e-9;

describeShared("the GeoTIFF zoo", ["data", "geotiff_zoo"], (zoo) => {
  const expected = readExpected(zoo);
  const files = Object.keys(expected);
  const variants = files.filter((file) => file.startsWith("variants/"));
  const malformed = files.filter((file) => file.startsWith("malformed/"));
  const outcomes = new Map<string, FileOutcome>();
  const outcomeOf = (file: string) => outcomes.get(join(zoo, file))!;
  const expectationOf = (file: string): Expected => expected[file]!;
  const isLossy = (file: string) => plainTags(join(zoo, file)).values.get(259) === 7;

  beforeAll(async () => {
    for (const list of [variants, malformed]) {
      const paths = list.map((file) => join(zoo, file));
      for (const [path, outcome] of await readInChild(paths, LONGEST)) outcomes.set(path, outcome);
    }
  });

  test("has files of both kinds, each with its expectation", () => {
    expect(variants.length).toBeGreaterThan(0);
    expect(malformed.length).toBeGreaterThan(0);
    expect([...outcomes.keys()].sort()).toEqual(files.map((file) => join(zoo, file)).sort());
  });

  test.each(files)("%s ends with pixels or a GeoTiffError of one line", (file) => {
    const { crash, refusal } = outcomeOf(file);
    expect(crash).toBeUndefined();
    expect(refusal?.message ?? "").not.toMatch(/\n|invalid/);
  });

  test.each(variants)("%s has GDAL's pixels, size and place, or is refused by its tag", (file) => {
    const { read, refusal } = outcomeOf(file);
    if (refusal !== undefined) {
      const reason = REASONS.find(({ is }) => is(plainTags(join(zoo, file))));
      expect(reason, refusal.message).toBeDefined();
      expect(refusal).toMatchObject({ code: "UNSUPPORTED" });
      expect(refusal.message).toContain(`tag ${reason?.tag} `);
      expect(refusal.message).toContain("gdal_translate");
      return;
    }
    const { size, bands = 0, overviews = [], pixels = [] } = expectationOf(file);
    const geoTransform = expectationOf(file).geoTransform ?? [];
    expect([read!.width, read!.height, read!.bands.length]).toEqual([...size!, bands]);
    expect((read!.geotransform ?? []).length).toBe(geoTransform.length);
    for (const [index, value] of geoTransform.entries())
      expect(read!.geotransform![index]).toBeCloseTo(value, 7);
    expect(read!.levels.length - 1).toBe(overviews[0] ?? 0);
    expect(read!.overviewCount).toBe(overviews[0] ?? 0);
    for (const [index, pixel] of pixels.entries()) {
      // Of many bands, the first ones and the last are listed.
      const band = index === pixels.length - 1 ? bands - 1 : index;
      expectPixels(read!, { band, pixel, isLossy: isLossy(file), isRgba: pixels[0]!.mask_flags === 6 });
    }
  });

  test("most variants read, and the others are refused by name", () => {
    const lossy = variants.filter((file) => outcomeOf(file).read !== undefined && isLossy(file)).length;
    const refused = variants.filter((file) => outcomeOf(file).refusal !== undefined);
    const read = variants.length - refused.length;
    const names = refused.map((file) => {
      const reason = REASONS.find(({ is }) => is(plainTags(join(zoo, file))));
      return `  ${basename(file)}: ${reason?.tag}, ${reason?.why}`;
    });
    process.stdout.write(
      `${read - lossy} of ${variants.length} variants identical, ${lossy} within the stated lossy tolerance, ` +
        `${refused.length} refused by name:\n${names.join("\n")}\n`,
    );
    if (process.env["UNDERCOAT_ZOO"] === undefined)
      expect(read / variants.length).toBeGreaterThanOrEqual(MOST_READ);
  });

  test.each(variants.filter((file) => /crs_epsg\d+/.test(file)))("%s names its EPSG code", (file) => {
    const code = Number(/crs_epsg(\d+)/.exec(file)![1]);
    // GDAL 3.6.2 wrote the three-dimensional 4979 as 4326 with a height.
    expect(outcomeOf(file).read?.crs).toEqual({ kind: "epsg", code: code === 4979 ? 4326 : code });
  });

  test.each(malformed)("%s is refused, or has GDAL's checksum, in 2 s", (file) => {
    const { read, refusal, ms } = outcomeOf(file);
    expect(ms).toBeLessThan(MALFORMED.ms);
    if (refusal !== undefined) return;
    expect(expectationOf(file).gdalinfo_rc).toBe(0);
    expect([read!.width, read!.height]).toEqual(expectationOf(file).size);
    expect(read!.bands.map((band) => band.checksum)).toEqual(expectationOf(file).checksum);
  });

  test("the process that read all malformed files stayed below 300 MB", () => {
    expect(Math.max(...malformed.map((file) => outcomeOf(file).rss))).toBeLessThan(MALFORMED.rss);
  });

  test("malformed files that must read, read", () => {
    const promises = readFileSync(join(zoo, "index.csv"), "utf8").split("\n");
    for (const file of malformed) {
      const line = promises.find((found) => found.startsWith(`${file},`)) ?? "";
      if (/expect: reads(?! or)/.test(line)) expect(outcomeOf(file).refusal, line).toBeUndefined();
      if (line.includes("loop detected")) expect(outcomeOf(file).read?.notes.join()).toContain("loop");
    }
  });
});

interface Comparison {
  /** Counted from 0. */
  readonly band: number;
  readonly pixel: NonNullable<Expected["pixels"]>[number];
  readonly isLossy: boolean;
  readonly isRgba: boolean;
}

function expectPixels(
  { bands, sampleType, measured }: NonNullable<FileOutcome["read"]>,
  { band, pixel, isLossy, isRgba }: Comparison,
): void {
  const found = bands[band]!;
  expect(sampleType).toBe(pixel.dtype);
  if (isLossy) {
    expect(Math.abs(found.finite!.mean - pixel.mean)).toBeLessThan(LOSSY_MEAN);
    expect(Math.abs(found.finite!.min - pixel.min)).toBeLessThanOrEqual(LOSSY_SAMPLE);
    expect(Math.abs(found.finite!.max - pixel.max)).toBeLessThanOrEqual(LOSSY_SAMPLE);
  } else {
    expect(found.sha256).toBe(pixel.sha256);
  }
  // GDAL calls NaN and infinities valid where the file names no nodata; here they never are. Alpha has no validity.
  const isAlpha = isRgba && pixel.mask_flags === 1;
  if (!isAlpha && pixel.mask_valid_px !== undefined) expect(found.validCount).toBe(pixel.mask_valid_px);
  if (measured === null) return;
  const { sha256, min, max, mean, validCount } = measured[band]!;
  expect(sha256).toBe(found.sha256);
  if (isAlpha) return;
  expect([min, max, validCount]).toEqual([
    found.valid?.min ?? null,
    found.valid?.max ?? null,
    found.validCount,
  ]);
  const scale = Math.abs(found.valid?.mean ?? 0) + 1e-30;
  expect(Math.abs((mean ?? 0) - (found.valid?.mean ?? 0)) / scale).toBeLessThan(FLOAT64_SUM);
}
