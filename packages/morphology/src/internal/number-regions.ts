/** Regions of equal value, numbered in raster order of their first pixel. */
export interface NumberedRegions {
  /** Number of the region of every pixel, from 0; −1 where the pixel is left out. */
  readonly data: Int32Array;
  /** Pixels of each region. */
  readonly sizes: Uint32Array;
  /** Value of each region. */
  readonly values: Uint8Array;
}

interface Sized {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Regions whose pixels touch along an edge, in one pass over the rows and a union of numbers. */
export function numberRegions(
  { width, height, data }: Sized,
  leaveOut: ReadonlySet<number>,
): NumberedRegions {
  const left = Uint8Array.from({ length: 256 }, (_, value) => (leaveOut.has(value) ? 1 : 0));
  const numbers = new Int32Array(data.length);
  const parents: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0, pixel = y * width; x < width; x++, pixel++) {
      const value = data[pixel]!;
      if (left[value] === 1) {
        numbers[pixel] = -1;
        continue;
      }
      const above = y > 0 && data[pixel - width] === value ? numbers[pixel - width]! : -1;
      const before = x > 0 && data[pixel - 1] === value ? numbers[pixel - 1]! : -1;
      if (above < 0 && before < 0) numbers[pixel] = parents.push(parents.length) - 1;
      else if (above < 0 || before < 0 || above === before) numbers[pixel] = Math.max(above, before);
      else numbers[pixel] = join(parents, above, before);
    }
  }
  return compact({ width, height, data }, numbers, parents);
}

function rootOf(parents: number[], number: number): number {
  let root = number;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]!]!;
    root = parents[root]!;
  }
  return root;
}

/** The smaller number stays, so that regions keep the order of their first pixels. */
function join(parents: number[], a: number, b: number): number {
  const [first, second] = [rootOf(parents, a), rootOf(parents, b)];
  const root = Math.min(first, second);
  parents[Math.max(first, second)] = root;
  return root;
}

function compact({ data }: Sized, numbers: Int32Array, parents: number[]): NumberedRegions {
  const final = new Int32Array(parents.length);
  let count = 0;
  for (let number = 0; number < final.length; number++)
    final[number] = parents[number] === number ? count++ : final[rootOf(parents, number)]!;
  const sizes = new Uint32Array(count);
  const values = new Uint8Array(count);
  for (let pixel = 0; pixel < numbers.length; pixel++) {
    if (numbers[pixel]! < 0) continue;
    const number = final[numbers[pixel]!]!;
    numbers[pixel] = number;
    sizes[number]! += 1;
    values[number] = data[pixel]!;
  }
  return { data: numbers, sizes, values };
}
