import { type ClassScheme, labelMap, raster } from "@undercoat/raster";
import type { Scene } from "../src/index.ts";

/** Two classes. */
export const smallScheme: ClassScheme = {
  name: "buildings",
  classes: [
    { value: 0, name: "background" },
    { value: 1, name: "building" },
  ],
};

/** What of a {@link smallScene} differs from the usual. */
export interface SmallScene {
  readonly id?: string;
  readonly width?: number;
  readonly height?: number;
  readonly validity?: Uint8Array | null;
}

/** A scene whose first band holds the pixel's number and whose second holds twice that; odd pixels are buildings. */
export function smallScene({ id = "a", width = 8, height = 6, validity = null }: SmallScene = {}): Scene {
  const pixels = width * height;
  const data = Float32Array.from({ length: pixels * 2 }, (_, i) => (i >> 1) * (1 + (i & 1)));
  const labels = Uint8Array.from({ length: pixels }, (_, pixel) => pixel % 2);
  return {
    id,
    image: raster({ width, height, bands: [{ name: "red" }, { name: "near" }], data, validity }),
    labels: labelMap({ width, height, scheme: smallScheme, data: labels }),
  };
}
