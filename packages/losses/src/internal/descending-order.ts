/** Numbers are sorted by 11 of their 32 bits at a time. */
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const PASSES = [0, DIGIT_BITS, 2 * DIGIT_BITS];

/** Places of numbers from 0 to 1, the largest first; equal ones stay in order. Radix sort, in linear time. */
export function descendingOrder(values: Float32Array): Uint32Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length); // rises with numbers from +0 on
  let places = Uint32Array.from(values, (_, index) => index);
  for (const shift of PASSES) places = sortedByDigit(places, bits, shift);
  return places;
}

function sortedByDigit(places: Uint32Array, bits: Uint32Array, shift: number): Uint32Array<ArrayBuffer> {
  const digit = (place: number) => DIGITS - 1 - ((bits[place]! >>> shift) & (DIGITS - 1));
  const starts = new Uint32Array(DIGITS + 1);
  for (const place of places) starts[digit(place) + 1]! += 1;
  for (let index = 1; index < starts.length; index += 1) starts[index]! += starts[index - 1]!;
  const sorted = new Uint32Array(places.length);
  for (const place of places) {
    const start = digit(place);
    sorted[starts[start]!] = place;
    starts[start]! += 1;
  }
  return sorted;
}
