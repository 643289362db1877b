import { checkSplit, type Region } from "@undercoat/datasets";
import { readLabelFile } from "../files/label-file.ts";
import { type ProposedSplit, proposeSplit, type SplitInput } from "./propose-split.ts";
import type { SceneImage } from "./read-images.ts";
import { namesOf, refusedInput } from "./refused-input.ts";
import type { Surveyed } from "./survey-scenes.ts";

/** Labels of more pixels are not held to balance the classes. */
const MOST_HELD = 2e8;
/** A patch that is smaller is taken only where nothing larger fits. */
const USEFUL_PATCH = 64;

/** A split with what follows from it. */
export interface SplitFound {
  readonly split: ProposedSplit;
  readonly downsample: number;
  /** Whether a class lies in the windows of both fine-tuning and test; true where the labels are too large to look. */
  isTaughtAndTested(classIndex: number): boolean;
}

/**
 * The split of a project, and how far pixels are joined: as wanted, or less where patches would become small.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` where the clean labels hold no patch for the fine-tuning and one for the test.
 */
export async function splitFor(
  scenes: readonly SceneImage[],
  surveyed: Pick<Surveyed, "placed" | "cleanWindows" | "noisyScenes" | "scheme" | "scenes">,
  wanted: number,
): Promise<SplitFound> {
  const inputs = await inputsOf(scenes, surveyed);
  let best: { split: ProposedSplit; downsample: number } | null = null;
  for (let downsample = wanted; downsample >= 1; downsample--) {
    const split = proposeSplit(inputs, downsample);
    if (split === null) continue;
    best = { split, downsample };
    if (split.patchSize >= USEFUL_PATCH) break;
  }
  if (best === null) throw tooSmall(inputs);
  const { conflicts } = checkSplit(best.split.parts, { scenes: inputs, buffer: best.split.buffer });
  if (conflicts[0] !== undefined) throw refusedInput(`the proposed split leaks: ${conflicts[0].message}`);
  const { finetune, test } = best.split.parts;
  return {
    ...best,
    isTaughtAndTested: (classIndex) => [finetune, test].every((part) => holds(part, inputs, classIndex)),
  };
}

/** Whether a part has at least one pixel of a class. */
function holds(regions: readonly Region[], inputs: readonly SplitInput[], classIndex: number): boolean {
  return regions.some(({ sceneId, window: { x, y, width, height } }) => {
    const labels = inputs.find(({ id }) => id === sceneId)?.labels;
    if (labels === undefined) return true;
    for (let row = y; row < y + height; row++) {
      const from = row * labels.width + x;
      if (labels.data.subarray(from, from + width).includes(classIndex)) return true;
    }
    return false;
  });
}

async function inputsOf(
  scenes: readonly SceneImage[],
  { placed, cleanWindows, noisyScenes, scheme, scenes: counted }: Parameters<typeof splitFor>[1],
): Promise<SplitInput[]> {
  const used = scenes.filter(({ id }) => counted.has(id));
  const isSmall = used.reduce((sum, { grid }) => sum + grid.width * grid.height, 0) <= MOST_HELD;
  const inputs: SplitInput[] = [];
  for (const { id, grid } of used) {
    const file = placed.clean?.files.get(id);
    const labels = isSmall && file !== undefined ? await readLabelFile(file, scheme) : undefined;
    const input = { id, grid, clean: cleanWindows.get(id) ?? null, hasNoisy: noisyScenes.has(id) };
    inputs.push(labels === undefined ? input : { ...input, labels });
  }
  return inputs;
}

function tooSmall(inputs: readonly SplitInput[]) {
  const clean = inputs.filter((input) => input.clean !== null);
  const overlapping = overlapOf(inputs);
  if (overlapping !== null)
    return refusedInput(
      `no split keeps its parts apart: the images ${namesOf(overlapping)} show the same ground; take one of them out, or cut them apart (gdalwarp -te)`,
      { scenes: overlapping },
    );
  const largest = clean
    .map((input) => input.clean!)
    .toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  const what =
    largest === undefined
      ? "hold no block of 32×32 known pixels"
      : `are known on ${largest.width}×${largest.height} pixels at most`;
  return refusedInput(
    `the clean labels ${what}, expected room for patches of 32 pixels to fine-tune on, others to test on, and ground between; label more, in several places`,
    { scenes: clean.map(({ id }) => id) },
  );
}

/** Two scenes that show the same ground; null where none do. */
function overlapOf(inputs: readonly SplitInput[]): readonly string[] | null {
  const parts = Object.fromEntries(
    inputs.map(({ id, grid: { width, height } }) => [
      id,
      [{ sceneId: id, window: { x: 0, y: 0, width, height } }],
    ]),
  );
  const found = checkSplit(parts, { scenes: inputs }).conflicts.find(({ kind }) => kind === "overlap");
  return found === undefined ? null : found.parts;
}
