/** Numbers of a named stream of the golden weight formula. */
export interface GoldenStream {
  /** FNV-1a of the name, 32 bits. */
  readonly hash: number;
  uint32At(index: number): number;
  /** In (−1, 1), a multiple of 2⁻²⁴. */
  unitAt(index: number): number;
}

/** The stream called `name`. */
export function goldenStream(name: string): GoldenStream {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  const uint32At = (index: number) => {
    let x = (hash + Math.imul(index + 1, 0x9e3779b9)) | 0;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  };
  const unitAt = (index: number) => ((uint32At(index) >>> 8) * 2 + 1) / 16777216 - 1;
  return { hash: hash >>> 0, uint32At, unitAt };
}

/**
 * The values of a tensor, row-major in PyTorch's order.
 *
 * @param name - The state_dict name, which decides the rule.
 * @param shape - As in PyTorch: kernels `[out, in / groups, row, column]`.
 */
export function goldenWeight(salt: string, name: string, shape: readonly number[]): Float32Array {
  const { unitAt } = goldenStream(`${salt}/${name}`);
  const { offset, scale } = ruleOf(name, shape);
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  for (let index = 0; index < values.length; index++) values[index] = offset + scale * unitAt(index);
  return values;
}

function ruleOf(name: string, shape: readonly number[]): { offset: number; scale: number } {
  if (name.endsWith("num_batches_tracked")) return { offset: 0, scale: 0 };
  if (name.endsWith("running_mean") || name.endsWith("bias")) return { offset: 0, scale: 0.1 };
  if (name.endsWith("running_var")) return { offset: 1, scale: 0.3 };
  if (shape.length === 1) return { offset: 1, scale: 0.2 };
  const fanIn = shape.slice(1).reduce((product, size) => product * size, 1);
  const gain = name.startsWith("encoder.") ? 1 : 2;
  return { offset: 0, scale: Math.sqrt((3 * gain) / fanIn) };
}

/** The image of a case, row-major `[batch, channel, row, column]`: fine noise on blocks of 16 × 16 pixels. */
export function goldenImage(
  salt: string,
  [batch, channels, height, width]: readonly [number, number, number, number],
): Float32Array {
  const fine = goldenStream(`${salt}/image/fine`);
  const coarse = goldenStream(`${salt}/image/coarse`);
  const [rows, columns] = [Math.ceil(height / 16), Math.ceil(width / 16)];
  return Float32Array.from({ length: batch * channels * height * width }, (_, index) => {
    const [x, y] = [index % width, Math.floor(index / width) % height];
    const map = Math.floor(index / (width * height));
    const block = (map * rows + (y >> 4)) * columns + (x >> 4);
    return 0.5 * fine.unitAt(index) + 1.5 * coarse.unitAt(block);
  });
}
