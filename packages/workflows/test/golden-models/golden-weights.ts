/** The weight and image formulas of the golden README, written from its text. */
function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Stream of numbers in (-1, 1) called `name`. */
function unitStream(name: string): (index: number) => number {
  const start = fnv1a32(name);
  return (index) => {
    let x = (start + Math.imul(index + 1, 0x9e3779b9)) | 0;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    const integer = (x ^ (x >>> 15)) >>> 0;
    return ((integer >>> 8) * 2 + 1) / 16777216 - 1;
  };
}

/** Value of a tensor at a flat index, in PyTorch's order. */
export function goldenWeight(
  salt: string,
  name: string,
  shape: readonly number[],
): (index: number) => number {
  const unit = unitStream(`${salt}/${name}`);
  if (name.endsWith("running_mean") || name.endsWith("bias")) return (i) => 0.1 * unit(i);
  if (name.endsWith("running_var")) return (i) => 1 + 0.3 * unit(i);
  if (shape.length === 1) return (i) => 1 + 0.2 * unit(i);
  const fanIn = shape.slice(1).reduce((product, size) => product * size, 1);
  const scale = Math.sqrt((3 * (name.startsWith("encoder.") ? 1 : 2)) / fanIn);
  return (i) => scale * unit(i);
}

/** The image of a case, `[batch, row, column, band]`. */
export function goldenImage(
  salt: string,
  [b, c, h, w]: readonly [number, number, number, number],
): Float32Array {
  const fine = unitStream(`${salt}/image/fine`);
  const coarse = unitStream(`${salt}/image/coarse`);
  const [rows, columns] = [Math.ceil(h / 16), Math.ceil(w / 16)];
  const image = new Float32Array(b * h * w * c);
  for (let i = 0; i < image.length; i++) {
    const [band, x, y, item] = [
      i % c,
      Math.floor(i / c) % w,
      Math.floor(i / (c * w)) % h,
      Math.floor(i / (c * w * h)),
    ];
    const block = ((item * c + band) * rows + (y >> 4)) * columns + (x >> 4);
    image[i] = 0.5 * fine(((item * c + band) * h + y) * w + x) + 1.5 * coarse(block);
  }
  return image;
}
