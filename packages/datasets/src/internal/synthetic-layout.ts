import type { Rng } from "@undercoat/random";

/** A rectangle in block coordinates with a pitched roof. */
export interface Building {
  readonly u0: number;
  readonly u1: number;
  readonly v0: number;
  readonly v1: number;
  /** Which roof colour. */
  readonly roof: number;
  /** Whether the ridge runs along u. */
  readonly alongU: boolean;
}

/** What lies between four roads. */
export interface Block {
  readonly kind: "settlement" | "field" | "open";
  /** Which field colour. */
  readonly crop: number;
  /** Pixels between two rows of a field. */
  readonly period: number;
  /** Whether the rows of a field run along u. */
  readonly alongU: boolean;
  readonly plotSize: number;
  readonly plotsPerRow: number;
  readonly plots: readonly (Building | null)[];
}

/** One direction of the road grid. */
export interface RoadAxis {
  /** First coordinate. */
  readonly from: number;
  /** Per whole coordinate: the index of the block, or −1 on a road. */
  readonly cells: Int16Array;
  /** Start of each block. */
  readonly starts: readonly number[];
  /** End of each block. */
  readonly ends: readonly number[];
}

/** A turned grid of roads with blocks between them. */
export interface Layout {
  readonly cosine: number;
  readonly sine: number;
  readonly u: RoadAxis;
  readonly v: RoadAxis;
  /** Row by row: `v` index times number of `u` blocks plus `u` index. */
  readonly blocks: readonly Block[];
}

/** Draws roads, blocks, fields and buildings of a scene. */
export function syntheticLayout(
  { width, height, density }: { readonly width: number; readonly height: number; readonly density: number },
  rng: Rng,
): Layout {
  const angle = (rng.next() * Math.PI) / 2;
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const u = roadAxis(0, width * cosine + height * sine, rng);
  const v = roadAxis(-width * sine, height * cosine, rng);
  const blocks = v.starts.flatMap((_, row) =>
    u.starts.map((_, column) => {
      const size = [u.ends[column]! - u.starts[column]!, v.ends[row]! - v.starts[row]!] as const;
      return drawBlock(size, density, rng);
    }),
  );
  return { cosine, sine, u, v, blocks };
}

function roadAxis(from: number, to: number, rng: Rng): RoadAxis {
  const first = Math.floor(from) - 1;
  const cells = new Int16Array(Math.ceil(to) + 2 - first).fill(-1);
  const starts: number[] = [];
  const ends: number[] = [];
  let at = -rng.int(30);
  while (at < cells.length) {
    const end = at + 36 + rng.int(28);
    cells.fill(starts.length, Math.max(0, at), Math.max(0, Math.min(end, cells.length)));
    starts.push(at + first);
    ends.push(end + first);
    at = end + 4 + rng.int(4);
  }
  return { from: first, cells, starts, ends };
}

function drawBlock([width, height]: readonly [number, number], density: number, rng: Rng): Block {
  const draw = rng.next();
  const kind = draw < 0.55 ? "settlement" : draw < 0.85 ? "field" : "open";
  const crop = rng.int(3);
  const period = 5 + rng.int(4);
  const alongU = rng.next() < 0.5;
  const plotSize = 15 + rng.int(5);
  const plotsPerRow = Math.floor(width / plotSize);
  const count = kind === "settlement" ? plotsPerRow * Math.floor(height / plotSize) : 0;
  const plots = Array.from({ length: count }, () => drawBuilding(plotSize, density, rng));
  return { kind, crop, period, alongU, plotSize, plotsPerRow, plots };
}

function drawBuilding(plotSize: number, density: number, rng: Rng): Building | null {
  const built = rng.next() < density;
  const width = 7 + rng.int(plotSize - 9);
  const height = 7 + rng.int(plotSize - 9);
  const u0 = 1 + rng.int(plotSize - width - 1);
  const v0 = 1 + rng.int(plotSize - height - 1);
  const roof = rng.int(4);
  return built ? { u0, u1: u0 + width, v0, v1: v0 + height, roof, alongU: width > height } : null;
}
