import { createRng } from "@undercoat/random";
import { type LabelMap, labelMap } from "@undercoat/raster";

export const SIDE = 4096;
const OBJECTS = 5000;

/** Five classes in bands, and 5 000 rectangles of 10 to 40 pixels that do not touch. */
export function town(): LabelMap {
  const rng = createRng(1);
  const data = new Uint8Array(SIDE * SIDE).map((_, pixel) =>
    Math.floor(pixel / SIDE / 512) % 2 === 0 ? 0 : 2,
  );
  const cells = Math.ceil(Math.sqrt(OBJECTS));
  const side = Math.floor(SIDE / cells);
  for (let cell = 0; cell < OBJECTS; cell++) {
    const [width, height] = [10 + rng.int(31), 10 + rng.int(31)];
    const x = (cell % cells) * side + 1 + rng.int(side - width - 2);
    const y = Math.floor(cell / cells) * side + 1 + rng.int(side - height - 2);
    for (let row = y; row < y + height; row++) data.fill(1, row * SIDE + x, row * SIDE + x + width);
  }
  const scheme = {
    name: "town",
    classes: ["ground", "building", "grass", "water", "road"].map((name, value) => ({ value, name })),
  };
  return labelMap({ width: SIDE, height: SIDE, scheme, data });
}
