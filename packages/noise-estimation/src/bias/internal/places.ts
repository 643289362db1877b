import type { Window } from "@undercoat/raster";
import { refusal } from "../../spatial/internal/refusal.ts";
import { moransI } from "../morans-i.ts";
import { addCell, emptyCells } from "./cells.ts";
import type { Judging, TestedFactor } from "./judge-factor.ts";
import { type BlockedScenes, forEachKnown } from "./scene-blocks.ts";

/** Disagreement block by block, row by row; NaN where a block holds no known pixel. */
export interface LocalDisagreement {
  readonly columns: number;
  readonly rows: number;
  readonly windows: readonly Window[];
  /** Known pixels. */
  readonly known: Float64Array;
  /** Share of known pixels that are wrong. */
  readonly rate: Float64Array;
  /** What the rate would be if every class were wrong as often as it is over all scenes. */
  readonly expected: Float64Array;
  /** How far the rate lies from that in standard deviations of independent pixels. */
  readonly excess: Float64Array;
}

/** A map of local disagreement for every scene. */
export function localDisagreement(all: BlockedScenes): LocalDisagreement[] {
  const cells = emptyCells({ ...all, bins: 1 });
  for (const scene of all.scenes) {
    forEachKnown(scene, ({ block, classIndex, wrong }) => {
      addCell(cells, { block, classIndex, bin: 0 }, wrong);
    });
  }
  const rates = classRates(cells.known, cells.wrong, all.classes);
  return all.scenes.map(({ grid, first }) => {
    const [known, rate, expected, excess] = [0, 1, 2, 3].map(() => new Float64Array(grid.windows.length)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let block = 0; block < grid.windows.length; block++) {
      let [count, wrong, hoped, variance] = [0, 0, 0, 0];
      for (let classIndex = 0; classIndex < all.classes; classIndex++) {
        const cell = (first + block) * all.classes + classIndex;
        const share = rates[classIndex]!;
        count += cells.known[cell]!;
        wrong += cells.wrong[cell]!;
        hoped += cells.known[cell]! * share;
        variance += cells.known[cell]! * share * (1 - share);
      }
      known[block] = count;
      rate[block] = wrong / count;
      expected[block] = hoped / count;
      excess[block] = variance > 0 ? (wrong - hoped) / Math.sqrt(variance) : Number.NaN;
    }
    const { columns, rows, windows } = grid;
    return Object.freeze({ columns, rows, windows, known, rate, expected, excess });
  });
}

/** Whether disagreement beyond that of the classes clusters in space. */
export function judgePlaces(
  places: readonly LocalDisagreement[],
  { permutations, resamples, level, rng }: Judging,
): TestedFactor {
  const grids = places.map(({ columns, rows, excess }) => ({ columns, rows, values: excess }));
  const usual = { permutations, resamples, level, rng: rng.fork("place") };
  const { value, low, high, pValue } = moransI(grids, usual);
  const worst = worstBlock(places);
  const text =
    `Moran's I of disagreement is ${value.toFixed(2)} ` +
    `[${low.toFixed(2)}, ${high.toFixed(2)}], most at ${worst}`;
  return { name: "place", effect: { value, low, high }, pValue, text };
}

function worstBlock(places: readonly LocalDisagreement[]): string {
  let most = Number.NEGATIVE_INFINITY;
  let text = "";
  places.forEach(({ excess, rate, windows }, scene) => {
    excess.forEach((one, block) => {
      if (!(one > most)) return;
      most = one;
      const { x, y, width, height } = windows[block]!;
      const where = places.length === 1 ? "" : `scene ${scene}, `;
      text = `${where}columns ${x} to ${x + width - 1}, rows ${y} to ${y + height - 1} (${(100 * rate[block]!).toFixed(0)} % differ)`;
    });
  });
  if (text === "") throw refusal("place", "no block has an expected number of wrong pixels");
  return text;
}

function classRates(known: Float64Array, wrong: Float64Array, classes: number): Float64Array {
  const [counts, sums] = [new Float64Array(classes), new Float64Array(classes)];
  known.forEach((count, cell) => {
    counts[cell % classes]! += count;
    sums[cell % classes]! += wrong[cell]!;
  });
  return sums.map((sum, classIndex) => (counts[classIndex]! > 0 ? sum / counts[classIndex]! : 0));
}
