/** The TIFF tags this package reads or writes (TIFF 6.0, GeoTIFF 1.1, GDAL's private tags). */
export const TAGS = {
  NewSubfileType: 254,
  ImageWidth: 256,
  ImageLength: 257,
  BitsPerSample: 258,
  Compression: 259,
  PhotometricInterpretation: 262,
  FillOrder: 266,
  StripOffsets: 273,
  Orientation: 274,
  SamplesPerPixel: 277,
  RowsPerStrip: 278,
  StripByteCounts: 279,
  PlanarConfiguration: 284,
  T4Options: 292,
  Predictor: 317,
  ColorMap: 320,
  TileWidth: 322,
  TileLength: 323,
  TileOffsets: 324,
  TileByteCounts: 325,
  ExtraSamples: 338,
  SampleFormat: 339,
  JpegTables: 347,
  ModelPixelScale: 33550,
  ModelTiepoint: 33922,
  ModelTransformation: 34264,
  GeoKeyDirectory: 34735,
  GeoDoubleParams: 34736,
  GeoAsciiParams: 34737,
  GdalMetadata: 42112,
  GdalNodata: 42113,
  LercParameters: 50674,
} as const;

/** A tag by its name. */
export type TagName = keyof typeof TAGS;

/** Bytes of one value of each TIFF type. */
export const TYPE_SIZE: Readonly<Record<number, number>> = {
  1: 1, // BYTE
  2: 1, // ASCII
  3: 2, // SHORT
  4: 4, // LONG
  5: 8, // RATIONAL
  6: 1, // SBYTE
  7: 1, // UNDEFINED
  8: 2, // SSHORT
  9: 4, // SLONG
  10: 8, // SRATIONAL
  11: 4, // FLOAT
  12: 8, // DOUBLE
  13: 4, // IFD
  16: 8, // LONG8
  17: 8, // SLONG8
  18: 8, // IFD8
};

/** Types that hold a count, a size or an offset. */
export const UNSIGNED_TYPES: readonly number[] = [1, 3, 4, 13, 16, 18];

/** What people call a compression. */
export const COMPRESSION_NAMES: Readonly<Record<number, string>> = {
  1: "none",
  2: "CCITT RLE",
  3: "CCITT G3",
  4: "CCITT G4",
  5: "LZW",
  6: "old JPEG",
  7: "JPEG",
  8: "deflate",
  32773: "PackBits",
  32946: "deflate",
  34887: "LERC",
  34892: "lossy JPEG (DNG)",
  34925: "LZMA",
  50000: "zstd",
  50001: "WebP",
  50002: "JPEG XL",
};

/** What people call a photometric interpretation. */
export const PHOTOMETRIC_NAMES: Readonly<Record<number, string>> = {
  0: "white is zero",
  1: "black is zero",
  2: "RGB",
  3: "palette",
  4: "validity image",
  5: "CMYK",
  6: "YCbCr",
  8: "CIELab",
  9: "ICCLab",
  10: "ITULab",
};
