import type { Rng } from "@undercoat/random";
import type { Block, Building, Layout } from "./synthetic-layout.ts";

type Colour = readonly [number, number, number];

const GREY: Colour = [122, 118, 102];
const GROUND: Colour = [92, 116, 72];
const ROAD: Colour = [136, 130, 124];
const CROPS: readonly Colour[] = [
  [134, 126, 70],
  [84, 122, 50],
  [152, 132, 92],
];
const ROOFS: readonly Colour[] = [
  [176, 108, 84],
  [152, 150, 152],
  [196, 190, 178],
  [112, 116, 132],
];
/** Pixels between knots of the mottled ground. */
const KNOT = 8;
/** Brightness lost in the shadow of a building, at full contrast. */
const SHADOW = -34;

/** Class indices of the made-up scenes. */
export const BACKGROUND = 0;
export const BUILDING = 1;
export const ROAD_CLASS = 2;
export const FIELD = 3;

/** How a scene is painted. */
export interface Paint {
  readonly width: number;
  readonly height: number;
  readonly contrast: number;
  readonly texture: number;
  readonly noise: number;
}

interface Spot {
  readonly classIndex: number;
  readonly colour: Colour;
  /** Added to all bands, in grey values. */
  readonly shade: number;
}

/** Paints RGB grey values 0 to 255 and class indices. */
export function paintScene(
  layout: Layout,
  paint: Paint,
  rng: Rng,
): { image: Float32Array; labels: Uint8Array } {
  const { width, height, contrast, texture, noise } = paint;
  const ground = mottled(width, height, rng);
  const image = new Float32Array(width * height * 3);
  const labels = new Uint8Array(width * height);
  const spread = noise * Math.sqrt(6);
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      const spot = spotAt(layout, x + 0.5, y + 0.5, paint);
      labels[pixel] = spot.classIndex;
      const common = spot.shade + texture * ground(x, y);
      for (let band = 0; band < 3; band++) {
        const flat = GREY[band]! + contrast * (spot.colour[band]! - GREY[band]!);
        const value = Math.round(flat + common + spread * (rng.next() + rng.next() - 1));
        image[pixel * 3 + band] = Math.min(255, Math.max(0, value));
      }
    }
  }
  return { image, labels };
}

function spotAt(layout: Layout, x: number, y: number, { contrast, texture }: Paint): Spot {
  const u = x * layout.cosine + y * layout.sine;
  const v = y * layout.cosine - x * layout.sine;
  const column = layout.u.cells[Math.floor(u) - layout.u.from] ?? -1;
  const row = layout.v.cells[Math.floor(v) - layout.v.from] ?? -1;
  if (column < 0 || row < 0) return { classIndex: ROAD_CLASS, colour: ROAD, shade: 0 };
  const block = layout.blocks[row * layout.u.starts.length + column]!;
  const inU = u - layout.u.starts[column]!;
  const inV = v - layout.v.starts[row]!;
  if (block.kind === "field") {
    const rows = Math.sin(((block.alongU ? inV : inU) * 2 * Math.PI) / block.period);
    return { classIndex: FIELD, colour: CROPS[block.crop]!, shade: texture * 0.7 * rows };
  }
  if (block.kind === "settlement") return plotSpot(block, inU, inV, { contrast, texture });
  return { classIndex: BACKGROUND, colour: GROUND, shade: 0 };
}

function plotSpot(block: Block, u: number, v: number, paint: Pick<Paint, "contrast" | "texture">): Spot {
  const { plotSize, plotsPerRow, plots } = block;
  const column = Math.floor(u / plotSize);
  const building = column < plotsPerRow ? plots[Math.floor(v / plotSize) * plotsPerRow + column] : null;
  if (!building) return { classIndex: BACKGROUND, colour: GROUND, shade: 0 };
  const inU = u - column * plotSize;
  const inV = v - Math.floor(v / plotSize) * plotSize;
  if (holds(building, inU, inV)) {
    const middle = building.alongU ? (building.v0 + building.v1) / 2 : (building.u0 + building.u1) / 2;
    const side = (building.alongU ? inV : inU) < middle ? 0.6 : -0.6;
    return { classIndex: BUILDING, colour: ROOFS[building.roof]!, shade: paint.texture * side };
  }
  const shadow = holds(building, inU - 2, inV - 2) ? SHADOW * paint.contrast : 0;
  return { classIndex: BACKGROUND, colour: GROUND, shade: shadow };
}

function holds({ u0, u1, v0, v1 }: Building, u: number, v: number): boolean {
  return u >= u0 && u < u1 && v >= v0 && v < v1;
}

/** Smooth values in [−1, 1]: random knots, bilinear between them. */
function mottled(width: number, height: number, rng: Rng): (x: number, y: number) => number {
  const columns = Math.ceil(width / KNOT) + 1;
  const knots = Float64Array.from(
    { length: columns * (Math.ceil(height / KNOT) + 1) },
    () => rng.next() * 2 - 1,
  );
  return (x, y) => {
    const column = Math.floor(x / KNOT);
    const right = x / KNOT - column;
    const row = Math.floor(y / KNOT);
    const down = y / KNOT - row;
    const at = row * columns + column;
    const top = knots[at]! * (1 - right) + knots[at + 1]! * right;
    const bottom = knots[at + columns]! * (1 - right) + knots[at + columns + 1]! * right;
    return top * (1 - down) + bottom * down;
  };
}
