import { squaredDistance } from "@undercoat/morphology";
import { labelEdges } from "../../spatial/internal/edges.ts";
import { quantile } from "../../spatial/internal/resample.ts";
import { addCell, emptyCells } from "./cells.ts";
import { binOf, eachAgainstRest, type Factor, type LackingFactor, upToEachBound } from "./factor.ts";
import { type BlockedScenes, forEachKnown, type SceneBlocks } from "./scene-blocks.ts";

/** Distances in pixels up to which a pixel is near the edge of a class. */
const NEAR = [1, 3, 8];
/** Values of a band are cut into so many parts of equal size. */
const PARTS = 5;
const SAMPLE = 50_000;

/** Whether pixels of one class, in the reference, are wrong more often than the others of the same block. */
export function classFactor(all: BlockedScenes): Factor | LackingFactor {
  const cells = emptyCells({ blocks: all.blocks, classes: 1, bins: all.classes });
  for (const scene of all.scenes) {
    forEachKnown(scene, ({ block, classIndex, wrong }) => {
      addCell(cells, { block, classIndex: 0, bin: classIndex }, wrong);
    });
  }
  const names = all.scenes[0]!.scene.labels.scheme.classes.map(({ name }) => `pixels of ${name}`);
  const contrasts = eachAgainstRest(cells, names, "those of other classes");
  if (contrasts.length === 0) return { name: "class", reason: "the reference holds one class only" };
  return { name: "class", cells, contrasts, strata: "block-and-class", verb: "disagree" };
}

/** Whether pixels near the edge of a class are wrong more often. */
export function borderFactor(all: BlockedScenes): Factor {
  const cells = emptyCells({ ...all, bins: NEAR.length + 1 });
  for (const scene of all.scenes) {
    const { width, height, strength } = labelEdges(scene.scene.reference);
    const squares = squaredDistance({ width, height, data: Uint8Array.from(strength) });
    if (squares === null) continue;
    forEachKnown(scene, ({ pixel, block, classIndex, wrong }) => {
      addCell(cells, { block, classIndex, bin: binOf(Math.sqrt(squares[pixel]!), NEAR) }, wrong);
    });
  }
  const texts = NEAR.map((distance) => `pixels within ${distance} px of an edge`);
  const contrasts = upToEachBound(NEAR.length + 1, texts, "those farther away");
  return { name: "distance to border", cells, contrasts, strata: "block-and-class", verb: "disagree" };
}

/** Per band, whether pixels with some values are wrong more often than others of the same class and block. */
export function bandFactors(all: BlockedScenes): (Factor | LackingFactor)[] {
  const names = all.scenes.find(({ scene }) => scene.image !== undefined)?.scene.image?.bands ?? [];
  if (names.length === 0) return [{ name: "image appearance", reason: "no image is given" }];
  return names.map((band, index) => bandFactor(all, band.name, index));
}

function bandFactor(all: BlockedScenes, name: string, band: number): Factor | LackingFactor {
  const bounds = boundsOfBand(all, band);
  const factor = `band ${name}`;
  if (bounds.length === 0) return { name: factor, reason: "the band holds one value only" };
  const cells = emptyCells({ ...all, bins: bounds.length + 1 });
  for (const scene of all.scenes) {
    forEachValue(scene, band, ({ block, classIndex, wrong }, value) => {
      addCell(cells, { block, classIndex, bin: binOf(value, bounds) }, wrong);
    });
  }
  const texts = Array.from({ length: bounds.length + 1 }, (_, bin) => rangeText(name, bounds, bin));
  const contrasts = eachAgainstRest(cells, texts, "others");
  return { name: factor, cells, contrasts, strata: "block-and-class", verb: "disagree" };
}

function rangeText(name: string, bounds: readonly number[], bin: number): string {
  const [from, to] = [bounds[bin - 1], bounds[bin]].map((bound) =>
    bound?.toPrecision(4).replace(/\.0+$/, ""),
  );
  if (from === undefined) return `pixels with ${name} below ${to}`;
  return to === undefined ? `pixels with ${name} from ${from}` : `pixels with ${name} from ${from} to ${to}`;
}

/** Quantiles of a band over known pixels, of every n-th where there are many; without doubles. */
function boundsOfBand(all: BlockedScenes, band: number): number[] {
  const pixels = all.scenes.reduce((sum, { scene }) => sum + scene.labels.data.length, 0);
  const every = Math.ceil(pixels / SAMPLE);
  const values: number[] = [];
  let seen = 0;
  for (const scene of all.scenes) {
    forEachValue(scene, band, (_, value) => {
      if (seen++ % every === 0) values.push(value);
    });
  }
  if (values.length === 0) return [];
  const sorted = Float64Array.from(values).sort();
  const bounds = Array.from({ length: PARTS - 1 }, (_, part) => quantile(sorted, (part + 1) / PARTS));
  return [...new Set(bounds)].filter((bound) => bound > sorted[0]!);
}

function forEachValue(
  scene: SceneBlocks,
  band: number,
  visit: (known: Parameters<Parameters<typeof forEachKnown>[1]>[0], value: number) => void,
): void {
  const { image } = scene.scene;
  if (image === undefined) return;
  const { data, bands, validity } = image;
  forEachKnown(scene, (known) => {
    if (validity !== null && validity[known.pixel] === 0) return;
    visit(known, data[known.pixel * bands.length + band]!);
  });
}
