import { type LabelMap, labelMap } from "@undercoat/raster";

const scheme = {
  name: "village",
  classes: ["ground", "building", "road", "water"].map((name, value) => ({ value, name })),
};

/** A map of 200 × 160 pixels with 80 houses of two sizes on ground, and what a test puts over it; null: as it is. */
export function village(over: (x: number, y: number) => number | null = () => null): LabelMap {
  const [width, height] = [200, 160];
  const data = Uint8Array.from({ length: width * height }, (_, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const side = Math.floor(x / 20) % 2 === 0 ? 5 : 9;
    return over(x, y) ?? (x % 20 >= 4 && x % 20 < 4 + side && y % 20 >= 4 && y % 20 < 4 + side ? 1 : 0);
  });
  return labelMap({ width, height, scheme, data });
}
