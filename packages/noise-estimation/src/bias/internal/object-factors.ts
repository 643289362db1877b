import { groundSize } from "../../spatial/internal/ground-size.ts";
import { objectsOf } from "../../spatial/internal/objects.ts";
import { quantile } from "../../spatial/internal/resample.ts";
import { addCell, emptyCells } from "./cells.ts";
import { binOf, type Factor, type LackingFactor, upToEachBound } from "./factor.ts";
import { type BlockedScenes, isKnown } from "./scene-blocks.ts";

/** An object of the reference. */
interface SizedObject {
  readonly block: number;
  /** In m² where every scene has a place on the ground, else in pixels. */
  readonly size: number;
  /** Share of its known pixels that the labels call something else. */
  readonly wrong: number;
  /** Whether they call at least three quarters of it background. */
  readonly isMissing: boolean;
}

const LEAST_OBJECTS = 20;
/** Shares of objects that are called small. */
const SMALL = [0.25, 0.5, 0.75];
/** Share of an object that is called background from which it is missing: flips of pixels hardly get there. */
const MISSING = 0.75;
const LEAST_MISSING = 10;
/** Smaller objects are not asked whether they are missing or labelled otherwise: few flips of pixels hide them. */
const LEAST_PIXELS = 9;

/** Per class with objects, whether small ones are labelled otherwise, and whether they are missing, more often than large ones. */
export function sizeFactors(
  all: BlockedScenes,
  { classes, background }: { readonly classes: readonly number[]; readonly background: number },
): (Factor | LackingFactor)[] {
  const areas = all.scenes.map(({ scene }) => groundSize(scene.labels));
  const unit = areas.includes(null) ? "px" : "m²";
  return classes.flatMap((classIndex) => {
    const className = all.scenes[0]!.scene.labels.scheme.classes[classIndex]!.name;
    const objects = all.scenes.flatMap((_, index) => {
      const ground = areas[index];
      const area = unit === "px" || !ground ? 1 : ground.width * ground.height;
      return sizedObjects(all, index, { classIndex, background, area });
    });
    return factorsOfObjects(all.blocks, objects, { className, unit });
  });
}

interface Named {
  readonly className: string;
  readonly unit: string;
}

function factorsOfObjects(
  blocks: number,
  objects: readonly SizedObject[],
  { className, unit }: Named,
): (Factor | LackingFactor)[] {
  const [bySize, missing] = [`size of ${className}`, `missing ${className} by size`];
  const lacking = (reason: string) => [bySize, missing].map((name) => ({ name, reason }));
  if (objects.length < LEAST_OBJECTS) {
    return lacking(`the reference has ${objects.length} objects, but ${LEAST_OBJECTS} are needed`);
  }
  const bounds = boundsOf(objects);
  if (bounds.length === 0) return lacking("all objects are of one size");
  const texts = bounds.map((bound) => `${className} objects under ${bound} ${unit}`);
  const contrasts = upToEachBound(bounds.length + 1, texts, "larger ones");
  const factor = (name: string, verb: string, wrongOf: (object: SizedObject) => number): Factor => {
    const cells = emptyCells({ blocks, classes: 1, bins: bounds.length + 1 });
    for (const object of objects) {
      const place = { block: object.block, classIndex: 0, bin: binOf(object.size, bounds) };
      addCell(cells, place, wrongOf(object));
    }
    return { name, cells, contrasts, strata: "class", verb };
  };
  const gone = objects.filter(({ isMissing }) => isMissing).length;
  return [
    factor(bySize, "are labelled otherwise", ({ wrong }) => wrong),
    gone < LEAST_MISSING
      ? { name: missing, reason: `${gone} objects are missing, but ${LEAST_MISSING} are needed` }
      : factor(missing, "are missing", ({ isMissing }) => Number(isMissing)),
  ];
}

/** Bounds between small and large for people: quantiles with two significant digits, without doubles. */
function boundsOf(objects: readonly SizedObject[]): number[] {
  const sorted = Float64Array.from(objects, ({ size }) => size).sort();
  const bounds = SMALL.map((share) => Number(quantile(sorted, share).toPrecision(2)));
  return [...new Set(bounds)].filter((bound) => bound > sorted[0]! && bound <= sorted.at(-1)!);
}

function sizedObjects(
  { scenes }: BlockedScenes,
  index: number,
  {
    classIndex,
    background,
    area,
  }: { readonly classIndex: number; readonly background: number; readonly area: number },
): SizedObject[] {
  const { scene, grid, first } = scenes[index]!;
  const { labels, reference } = scene;
  return objectsOf(reference, [classIndex]).flatMap(({ pixels, centre }) => {
    const known = pixels.filter((pixel) => isKnown(labels, reference, pixel));
    if (known.length < Math.max(LEAST_PIXELS, pixels.length / 2)) return [];
    const wrong = known.filter((pixel) => labels.data[pixel] !== classIndex).length / known.length;
    const gone = known.filter((pixel) => labels.data[pixel] === background).length / known.length;
    const block = first + grid.blockOf(Math.floor(centre[0]), Math.floor(centre[1]));
    return [{ block, size: pixels.length * area, wrong, isMissing: gone >= MISSING }];
  });
}
