import type { SampleArray, SampleType } from "@undercoat/raster";

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

/** Zeros of a sample type. */
export function newSamples(sampleType: SampleType, length: number): SampleArray {
  return new ARRAYS[sampleType](length);
}

/** Bytes of one sample in memory. */
export function bytesPerSample(sampleType: SampleType): number {
  return ARRAYS[sampleType].BYTES_PER_ELEMENT;
}

/** The sample type of an array. */
export function sampleTypeOf(data: SampleArray): SampleType {
  const found = Object.entries(ARRAYS).find(([, ArrayType]) => data instanceof ArrayType);
  return (found?.[0] ?? "uint8") as SampleType;
}

/** Little-endian bytes as samples, without a copy where the alignment allows it. */
export function samplesOf(bytes: Uint8Array, sampleType: SampleType): SampleArray {
  const ArrayType = ARRAYS[sampleType];
  const size = ArrayType.BYTES_PER_ELEMENT;
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new ArrayType(aligned.buffer as ArrayBuffer, aligned.byteOffset, Math.floor(aligned.length / size));
}

/** The bytes behind samples, without a copy. */
export function bytesOf(data: SampleArray): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** Turns samples of `size` bytes around in place, big-endian to little-endian. */
export function swapBytesInto(bytes: Uint8Array, size: number): void {
  for (let start = 0; start + size <= bytes.length; start += size) {
    for (let low = start, high = start + size - 1; low < high; low++, high--) {
      const kept = bytes[low]!;
      bytes[low] = bytes[high]!;
      bytes[high] = kept;
    }
  }
}

/** Half floats (IEEE 754 binary16, little-endian) as float32. */
export function halfFloats(bytes: Uint8Array): Float32Array {
  const words = samplesOf(bytes, "uint16");
  return Float32Array.from(words, (word) => {
    const sign = word & 0x8000 ? -1 : 1;
    const exponent = (word >> 10) & 31;
    const fraction = word & 1023;
    if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

/** Samples of any number of bits, most significant first, every row starting at a whole byte. */
export function unpackBits(
  bytes: Uint8Array,
  {
    bits,
    rowSamples,
    rows,
    sampleType,
  }: { bits: number; rowSamples: number; rows: number; sampleType: SampleType },
): SampleArray {
  const output = newSamples(sampleType, rowSamples * rows);
  const rowBytes = Math.ceil((rowSamples * bits) / 8);
  for (let row = 0; row < rows; row++) {
    for (let sample = 0; sample < rowSamples; sample++) {
      let value = 0;
      for (let bit = sample * bits; bit < (sample + 1) * bits; bit++) {
        value = value * 2 + ((bytes[row * rowBytes + (bit >> 3)]! >> (7 - (bit & 7))) & 1);
      }
      output[row * rowSamples + sample] = value;
    }
  }
  return output;
}
