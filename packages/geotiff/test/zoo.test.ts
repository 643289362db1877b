import { join } from "node:path";
import { describeShared } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { type Expected, type FileOutcome, readExpected, readInChild } from "./support/zoo.ts";

/** A file may take this long before the child is ended; the slowest takes about a second. */
const LONGEST = 20_000;
const MOST_MEMORY = 2 ** 30;

/** Variants that are refused, by the tag that the message names. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  Compression: /^(f32_lerc_\w+|u8_(lerc|lzma|ccitt|webp)_\w+|u8_rle_1bit)$/,
  BitsPerSample: /^dtype_(c16|c8|cint16|cint32|i8|u8)$/,
  // GDAL 3.6.2 wrote these in an order of bytes that neither it nor GDAL 3.10 reads back.
  Predictor: /^cont_big_f32_pred3_(no|yes)$/,
  PhotometricInterpretation: /^photometric_(cmyk|lab)$/,
};

/** GDAL calls NaN and infinities valid where the file has no nodata value; here they never are. */
const NOT_FINITE = /^(inf_f32|nan_without_nodata_f32)$/;

/** Decoders of JPEG round differently; gdal-files.test.ts compares pixel by pixel. */
const LOSSY = /^(u8_jpeg_\w+|cog_jpeg_mask)$/;
const LOSSY_MEAN = 0.5;

describeShared("the GeoTIFF zoo", ["data", "geotiff_zoo"], (zoo) => {
  const expected = readExpected(zoo);
  const files = Object.keys(expected);
  const nameOf = (file: string) => file.replace(/^\w+\/|\.tif$/g, "");
  let outcomes: Map<string, FileOutcome>;
  const outcomeOf = (file: string) => outcomes.get(join(zoo, file))!;
  const expectationOf = (file: string): Expected => expected[file]!;

  beforeAll(async () => {
    outcomes = await readInChild(
      files.map((file) => join(zoo, file)),
      LONGEST,
    );
  });

  test("has the files it is known for", () => {
    expect(files.filter((file) => file.startsWith("variants/")).length).toBe(187);
    expect(files.filter((file) => file.startsWith("malformed/")).length).toBe(108);
  });

  test.each(files)("%s ends with pixels or a GeoTiffError of one line, in bounded memory", (file) => {
    const { crash, refusal, rss } = outcomeOf(file);
    expect(crash).toBeUndefined();
    expect(refusal?.message ?? "").not.toMatch(/\n|invalid/);
    expect(rss).toBeLessThan(MOST_MEMORY);
  });

  const variants = files.filter((file) => file.startsWith("variants/"));
  const reasonOf = (file: string) => Object.keys(REFUSED).find((tag) => REFUSED[tag]!.test(nameOf(file)));
  const readable = variants.filter((file) => reasonOf(file) === undefined);

  test.each(variants.filter((file) => reasonOf(file) !== undefined))("%s is refused by its tag", (file) => {
    expect(outcomeOf(file).refusal).toMatchObject({ code: "UNSUPPORTED" });
    expect(outcomeOf(file).refusal?.message).toContain(`tag ${reasonOf(file)} `);
    expect(outcomeOf(file).refusal?.message).toContain("gdal_translate");
  });

  test.each(readable)("%s has GDAL's pixels, size and place", (file) => {
    const { read, refusal } = outcomeOf(file);
    expect(refusal).toBeUndefined();
    const { size, bands = 0, geoTransform, pixels = [] } = expectationOf(file);
    expect([read!.width, read!.height, read!.bands.length]).toEqual([...size!, bands]);
    const place = geoTransform ?? [];
    expect((read!.geotransform ?? []).length).toBe(place.length);
    for (const [index, value] of place.entries()) expect(read!.geotransform![index]).toBeCloseTo(value, 7);
    for (const [index, pixel] of pixels.entries()) {
      // Of many bands, the first ones and the last are listed.
      const band = read!.bands[index === pixels.length - 1 ? bands - 1 : index]!;
      expect(read!.sampleType).toBe(pixel.dtype);
      if (LOSSY.test(nameOf(file))) expect(Math.abs(band.mean - pixel.mean)).toBeLessThan(LOSSY_MEAN);
      else expect(band.sha256).toBe(pixel.sha256);
      const isAlpha = pixel.mask_flags === 1 && pixels[0]!.mask_flags === 6;
      if (isAlpha || NOT_FINITE.test(nameOf(file))) continue;
      expect(band.validCount).toBe(pixel.mask_valid_px ?? read!.width * read!.height);
    }
  });

  test.each(variants.filter((file) => /crs_epsg\d+/.test(file)))("%s names its EPSG code", (file) => {
    const code = Number(/crs_epsg(\d+)/.exec(file)![1]);
    // GDAL 3.6.2 wrote the three-dimensional 4979 as 4326 with a height.
    expect(outcomeOf(file).read?.crs).toEqual({ kind: "epsg", code: code === 4979 ? 4326 : code });
  });

  test.each(variants.filter((file) => /crs_(custom|geos|local|us_feet)/.test(file)))(
    "%s has no EPSG code",
    (file) => {
      expect(outcomeOf(file).read?.crs).toEqual({ kind: "unknown" });
    },
  );

  const malformed = files.filter((file) => file.startsWith("malformed/"));

  test.each(malformed)("%s is refused, or has GDAL's checksum", (file) => {
    const { read, refusal } = outcomeOf(file);
    if (refusal !== undefined) return;
    expect(expectationOf(file).gdalinfo_rc).toBe(0);
    expect([read!.width, read!.height]).toEqual(expectationOf(file).size);
    expect(read!.bands.map((band) => band.checksum)).toEqual(expectationOf(file).checksum);
  });

  test("the files that must read, read", () => {
    const names = [
      "00_valid_control",
      "big_valid_control",
      "tile_valid_control",
      "chain_5000_ifds",
      "many_tags_4000",
      "next_ifd_past_eof",
      "next_ifd_self",
      "offset_0_count_0",
      "strips_overlap_same",
      "tags_unsorted",
    ];
    for (const name of names) expect(outcomeOf(`malformed/made__${name}.tif`).refusal, name).toBeUndefined();
    expect(outcomeOf("malformed/made__next_ifd_self.tif").read?.notes.join()).toContain("loop");
  });
});
