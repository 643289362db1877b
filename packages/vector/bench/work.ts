/** What the benches do, also in a process of its own: `node --conditions=@undercoat/source work.ts rasterize`. */
import { createRng } from "@undercoat/random";
import { type LabelMap, labelMap } from "@undercoat/raster";
import { type Feature, polygonize, rasterize } from "../src/index.ts";

export const RASTER_SIDE = 8192;
export const POLYGONS = 100_000;
export const LABEL_SIDE = 4096;

const CELL = 8;
const CLASSES = [0, 1, 2, 3, 4, 5].map((value) => ({ value, name: `${value}` }));
const scheme = { name: "values", classes: CLASSES };
export const crs = { kind: "epsg", code: 32632 } as const;

/** Stars of 5 to 20 corners and 2 to 40 pixels across, anywhere. */
export function stars(): Feature[] {
  const rng = createRng(1);
  return Array.from({ length: POLYGONS }, () => {
    const [x, y, radius] = [rng.next() * RASTER_SIDE, rng.next() * RASTER_SIDE, 1 + rng.next() * 19];
    const corners = 5 + Math.floor(rng.next() * 16);
    const ring = Array.from({ length: corners }, (_, corner) => {
      const [angle, length] = [(2 * Math.PI * corner) / corners, radius * (0.4 + 0.6 * rng.next())];
      return [x + length * Math.cos(angle), y + length * Math.sin(angle)];
    });
    const geometry = { type: "Polygon", coordinates: [[...ring, ring[0]!]] } as const;
    return { type: "Feature", properties: { value: 1 + Math.floor(rng.next() * 5) }, geometry };
  });
}

/** The stars burnt. */
export function burnt(features: readonly Feature[]): LabelMap {
  const grid = {
    width: RASTER_SIDE,
    height: RASTER_SIDE,
    geotransform: [0, 1, 0, RASTER_SIDE, 0, -1],
    crs,
  } as const;
  return rasterize(features, {
    grid,
    scheme,
    burn: ({ properties }) => ({ classIndex: Number(properties["value"]) }),
  });
}

/** Blobs about 12 pixels across: the class of 4 whose smooth random field is highest. */
export function blobs(): LabelMap {
  const rng = createRng(1);
  const stride = LABEL_SIDE / CELL + 1;
  const fields = Array.from({ length: 4 }, () =>
    Float32Array.from({ length: stride * stride }, () => rng.next()),
  );
  const data = new Uint8Array(LABEL_SIDE * LABEL_SIDE).map((_, pixel) => {
    const [x, y] = [(pixel % LABEL_SIDE) / CELL, Math.floor(pixel / LABEL_SIDE) / CELL];
    const [across, down] = [x % 1, y % 1];
    const at = Math.floor(y) * stride + Math.floor(x);
    const heights = fields.map((field) => {
      const top = field[at]! * (1 - across) + field[at + 1]! * across;
      return (
        top * (1 - down) + (field[at + stride]! * (1 - across) + field[at + stride + 1]! * across) * down
      );
    });
    return heights.indexOf(Math.max(...heights));
  });
  return labelMap({ width: LABEL_SIDE, height: LABEL_SIDE, geotransform: [0, 1, 0, 0, 0, -1], scheme, data });
}

const KINDS: Readonly<Record<string, () => () => unknown>> = {
  rasterize: () => {
    const features = stars();
    return () => burnt(features);
  },
  polygonize: () => {
    const labels = blobs();
    return () => polygonize(labels);
  },
  "polygonize, simplify 1": () => {
    const labels = blobs();
    return () => polygonize(labels, { simplify: 1 });
  },
};

/** Milliseconds of the best of some runs, and the most megabytes that the process held. */
export interface Measured {
  readonly ms: number;
  readonly megabytes: number;
}

function measured(kind: string, runs: number): Measured {
  const work = KINDS[kind]?.();
  let ms = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work?.();
    ms = Math.min(ms, performance.now() - start);
  }
  return { ms, megabytes: process.resourceUsage().maxRSS / 1024 };
}

if (import.meta.main)
  process.stdout.write(JSON.stringify(measured(process.argv[2] ?? "", Number(process.argv[3]))));
