import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { type BlockGrid, blockGrid } from "../../spatial/internal/blocks.ts";
import type { BiasScene } from "../detect-bias.ts";

/** A scene cut into blocks that are numbered on over all scenes. */
export interface SceneBlocks {
  readonly scene: BiasScene;
  readonly grid: BlockGrid;
  /** Number of the first block. */
  readonly first: number;
}

/** All scenes of one detection. */
export interface BlockedScenes {
  readonly scenes: readonly SceneBlocks[];
  readonly blocks: number;
  readonly classes: number;
}

/** A pixel that is known in labels and reference. */
export interface KnownPixel {
  readonly pixel: number;
  readonly block: number;
  /** Its class in the reference. */
  readonly classIndex: number;
  /** 1 where the labels differ, else 0. */
  readonly wrong: 0 | 1;
}

/** Cuts every scene into blocks of `side` pixels, or into about 64. */
export function blockedScenes(scenes: readonly BiasScene[], side: number | undefined): BlockedScenes {
  let blocks = 0;
  const blocked = scenes.map((scene) => {
    const grid = blockGrid(scene.labels, side);
    const first = blocks;
    blocks += grid.windows.length;
    return { scene, grid, first };
  });
  return { scenes: blocked, blocks, classes: scenes[0]?.labels.scheme.classes.length ?? 0 };
}

/** Visits every pixel of a scene that is known in both; the object passed is reused. */
export function forEachKnown(
  { scene, grid, first }: SceneBlocks,
  visit: (pixel: Readonly<KnownPixel>) => void,
): void {
  const { labels, reference } = scene;
  const known: { -readonly [Key in keyof KnownPixel]: KnownPixel[Key] } = {
    pixel: 0,
    block: 0,
    classIndex: 0,
    wrong: 0,
  };
  for (let row = 0, pixel = 0; row < labels.height; row++) {
    for (let column = 0; column < labels.width; column++, pixel++) {
      if (!isKnown(labels, reference, pixel)) continue;
      known.pixel = pixel;
      known.block = first + grid.blockOf(column, row);
      known.classIndex = reference.data[pixel]!;
      known.wrong = labels.data[pixel] === reference.data[pixel] ? 0 : 1;
      visit(known);
    }
  }
}

/** Whether a pixel is ignored in neither. */
export function isKnown(labels: LabelMap, reference: LabelMap, pixel: number): boolean {
  return labels.data[pixel] !== IGNORE_INDEX && reference.data[pixel] !== IGNORE_INDEX;
}
