/** The parts of the library lerc that this package uses; it brings no types. */
declare module "lerc" {
  /** What one LERC block holds. */
  export interface LercImage {
    readonly width: number;
    readonly height: number;
    readonly pixels: readonly ArrayLike<number>[];
    /** 1 where a pixel is there; absent: all are. */
    readonly mask?: Uint8Array | null;
    readonly bandMasks?: readonly (Uint8Array | null)[] | null;
  }

  const lerc: {
    decode(input: ArrayBuffer, options: { returnPixelInterleavedDims: boolean }): LercImage;
  };
  export default lerc;
}
