/** Number type of the samples in a file. */
export type SampleType = "uint8" | "int8" | "uint16" | "int16" | "uint32" | "int32" | "float32" | "float64";

/** Typed array of samples in the file's own type. */
export type SampleArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** What a read returns: row-major `[height, width, band]` in the file's own type; `validity` is `[height, width]`. */
export interface SampleBlock {
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly data: SampleArray;
  /** 1 where the pixel holds data, 0 elsewhere; null where every pixel does. */
  readonly validity: Uint8Array | null;
}
