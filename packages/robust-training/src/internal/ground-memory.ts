import { dihedralSteps, type PatchDraw } from "@undercoat/datasets";

/** Side of a tile in pixels. */
const TILE = 64;

/**
 * Numbers for every pixel of the ground, kept in tiles that come into being where a patch lies: so patches may lie
 * anywhere and be flipped or turned. `channels` numbers a pixel, 0 where nothing was written.
 */
export class GroundMemory {
  readonly tiles = new Map<string, Float32Array>();
  private readonly channels: number;

  constructor(channels: number) {
    this.channels = channels;
  }

  /** Calls `visit` with every pixel of a patch, in the order of the patch: its numbers are at `offset` of `tile`. */
  visit(
    draw: PatchDraw,
    size: number,
    visit: (pixel: number, tile: Float32Array, offset: number) => void,
  ): void {
    const { start, rowStep, columnStep } = dihedralSteps(draw.operation, { size, stride: size });
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) {
        const source = start + row * rowStep + column * columnStep;
        const x = draw.x + (source % size);
        const y = draw.y + Math.floor(source / size);
        const tile = this.tile(draw.sceneId, Math.floor(x / TILE), Math.floor(y / TILE));
        visit(row * size + column, tile, ((y % TILE) * TILE + (x % TILE)) * this.channels);
      }
  }

  private tile(sceneId: string, column: number, row: number): Float32Array {
    const name = `${sceneId}/${column}/${row}`;
    const known = this.tiles.get(name);
    if (known !== undefined) return known;
    const tile = new Float32Array(TILE * TILE * this.channels);
    this.tiles.set(name, tile);
    return tile;
  }
}
