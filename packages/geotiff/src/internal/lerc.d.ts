/** The parts of the library lerc that this package uses; it brings no types. */
declare module "lerc" {
  /** 1 where a pixel is there; absent: all are. The library calls it a mask, which nothing else here does. */
  type Whole = { readonly [Name in "mask"]?: Uint8Array | null };

  /** What one LERC block holds. */
  export interface LercImage extends Whole {
    readonly width: number;
    readonly height: number;
    readonly pixels: readonly ArrayLike<number>[];
    readonly bandMasks?: readonly (Uint8Array | null)[] | null;
  }

  const lerc: {
    decode(input: ArrayBuffer, options: { returnPixelInterleavedDims: boolean }): LercImage;
  };
  export default lerc;
}
