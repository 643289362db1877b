import type { Rng } from "@undercoat/random";
import { type ClassScheme, type Crs, type Geotransform, labelMap, raster } from "@undercoat/raster";
import { syntheticLayout } from "./internal/synthetic-layout.ts";
import { paintScene } from "./internal/synthetic-pixels.ts";
import type { Scene } from "./scene-dataset.ts";
import { SyntheticSceneOptions } from "./synthetic-scene-options.ts";

/** Classes of {@link syntheticScene}: background, building, road, field. */
export const syntheticScheme: ClassScheme = Object.freeze({
  name: "synthetic",
  classes: Object.freeze([
    { value: 0, name: "background", colorHint: "5C7448" },
    { value: 1, name: "building", colorHint: "B06C54" },
    { value: 2, name: "road", colorHint: "88827C" },
    { value: 3, name: "field", colorHint: "C8B432" },
  ]),
});

/**
 * Makes up a scene: roads in a turned grid, and between them settlements, fields and open ground; three bands
 * of whole grey values 0 to 255, and exact labels.
 *
 * Less `contrast`, more `noise` and more `texture` make it harder. Small scenes may lack a class.
 *
 * @remarks With the defaults, a random forest on colour means and variances of several sizes, trained on one
 *   scene and tested on another, reaches an IoU of 0.64 to 0.82 per class. 128 × 128 pixels take a few milliseconds.
 *
 * @example
 * ```ts
 * const scene = syntheticScene({ width: 128, height: 128 }, createRng(0).fork("scene"));
 * ```
 */
export function syntheticScene(options: SyntheticSceneOptions & { readonly id?: string }, rng: Rng): Scene {
  const { id = "synthetic", ...rest } = options;
  const { width, height, density, pixelSize, origin, ...paint } = SyntheticSceneOptions.parse(rest);
  const layout = syntheticLayout({ width, height, density }, rng.fork("layout"));
  const painted = paintScene(layout, { width, height, ...paint }, rng.fork("pixels"));
  const geotransform: Geotransform = [origin[0], pixelSize, 0, origin[1], 0, -pixelSize];
  const crs: Crs = { kind: "epsg", code: 3857 };
  const grid = { width, height, geotransform, crs };
  const bands = [{ name: "red" }, { name: "green" }, { name: "blue" }];
  return Object.freeze({
    id,
    image: raster({ ...grid, bands, data: painted.image }),
    labels: labelMap({ ...grid, scheme: syntheticScheme, data: painted.labels }),
  });
}

/**
 * Makes up `count` scenes `scene-1`, `scene-2`, … side by side on the map, each from its own stream
 * `rng.fork(id)`: so more scenes leave the first ones as they are.
 */
export function syntheticScenes(
  { count, ...options }: SyntheticSceneOptions & { readonly count: number },
  rng: Rng,
): Scene[] {
  const { width, pixelSize, origin } = SyntheticSceneOptions.parse(options);
  return Array.from({ length: count }, (_, index) => {
    const id = `scene-${index + 1}`;
    const x = origin[0] + index * width * pixelSize;
    return syntheticScene({ ...options, origin: [x, origin[1]], id }, rng.fork(id));
  });
}
