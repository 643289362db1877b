import { writeFileAtomic } from "@undercoat/files";
import { encodeGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import type { Grid } from "@undercoat/raster";

const SIZE = 64;

/** A scene file that a test wants other than the usual. */
export interface SceneOverride {
  readonly size?: number;
  /** Shift of the labels' grid against the image's, in pixels. */
  readonly shift?: number;
  readonly epsg?: number;
  /** A class code that stands in one pixel. */
  readonly code?: number;
  /** Sample of every image pixel. */
  readonly sample?: number;
}

/** Writes image and labels of one made-up scene: bright squares are class 1. */
export async function writeScene(
  folder: string,
  id: string,
  place: number,
  override: SceneOverride = {},
): Promise<void> {
  const rng = createRng(place).fork("scene");
  const grid = gridAt(place, SIZE);
  const labels = new Uint8Array(SIZE * SIZE);
  for (let count = 0; count < 6; count++) {
    const [x, y, side] = [rng.int(SIZE - 12), rng.int(SIZE - 12), 6 + rng.int(6)];
    for (let row = y; row < y + side; row++) labels.fill(1, row * SIZE + x, row * SIZE + x + side);
  }
  const image = Float32Array.from({ length: 3 * SIZE * SIZE }, (_, index) =>
    Math.round(60 + 90 * labels[Math.floor(index / 3)]! + 40 * rng.next()),
  );
  if (override.sample !== undefined) image.fill(override.sample);
  if (override.code !== undefined) labels[5] = override.code;
  await writeFileAtomic(`${folder}/images/${id}.tif`, encodeGeoTiff({ grid, data: image, bandCount: 3 }));
  const size = override.size ?? SIZE;
  const labelGrid = {
    ...gridAt(place + (override.shift ?? 0) / 1000, size),
    crs: { kind: "epsg", code: override.epsg ?? 3857 } as const,
  };
  const data = size === SIZE ? labels : new Uint8Array(size * size);
  await writeFileAtomic(`${folder}/labels/${id}.tif`, encodeGeoTiff({ grid: labelGrid, data, bandCount: 1 }));
}

function gridAt(place: number, size: number): Grid {
  return {
    width: size,
    height: size,
    geotransform: [1000 * place, 1, 0, 5000, 0, -1],
    crs: { kind: "epsg", code: 3857 },
  };
}

/** The config of a run over three made-up scenes: seconds on the default engine. */
export const TINY_CONFIG = `
name: tiny
seeds: [0]
engine: auto
workers: 1
data:
  root: .
  labels: { clean: "labels/{scene}.tif" }
  scheme: { name: squares, classes: [{ value: 0, name: ground }, { value: 1, name: square }] }
  windows: { pretrain: { a: all }, finetune: { b: all }, test: { c: [0, 0, 32, 32] } }
model: { encoder: { name: resnet18, width: 0.0625 } }
pretrain: { steps: 6, batchSize: 2, patchSize: 32 }
finetune: { steps: 3, batchSize: 2, patchSize: 32, patches: 2 }
pretrainings:
  noisy: { role: noisy, labels: clean, noise: { kind: class-conditional, rate: 0.2 } }
modes: [full]
layers: { seeds: 0 }
checkpointEvery: 2
`;

/** Writes the three scenes and `run.yaml`, and returns the config file. */
export async function writeTinyRun(folder: string, text = TINY_CONFIG): Promise<string> {
  for (const [place, id] of ["a", "b", "c"].entries()) await writeScene(folder, id, place + 1);
  await writeFileAtomic(`${folder}/run.yaml`, text);
  return `${folder}/run.yaml`;
}
