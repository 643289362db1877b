import { writeFolderAtomic } from "@undercoat/files";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { type EvaluationPlace, renderEvaluation } from "@undercoat/report";
import type { EvaluateMapsOptions, MapEvaluation, WorstPlace } from "./evaluate-maps.ts";
import { openMapPair } from "./map-pair.ts";

/** Longest side of a thumbnail in pixels. */
const THUMBNAIL = 256;

/**
 * Writes what {@link evaluateMaps} found as a folder of two files: `index.html`, which loads nothing, and `evaluation.json`.
 *
 * @throws {FilesError} `WOULD_REMOVE_FILES` for a folder that holds something else.
 */
export async function writeEvaluationPage(
  folder: string,
  evaluation: MapEvaluation,
  options: EvaluateMapsOptions,
): Promise<void> {
  const pair = await openMapPair(options, { name: evaluation.scheme, classes: evaluation.classes });
  try {
    const places: EvaluationPlace[] = [];
    for (const place of evaluation.worst) {
      const { labels, predicted } = await pair.read(place.window);
      places.push(placeOf(place, labels, predicted));
    }
    const page = renderEvaluation({
      ...evaluation,
      scheme: pair.scheme,
      places,
      generatedBy: "undercoat evaluate",
    });
    await writeFolderAtomic(folder, {
      "index.html": page,
      "evaluation.json": `${JSON.stringify(evaluation, null, 2)}\n`,
    });
  } finally {
    await pair.close();
  }
}

function placeOf(
  { window, pixels, wrong }: WorstPlace,
  labels: LabelMap,
  predicted: LabelMap,
): EvaluationPlace {
  const { x, y, width, height } = window;
  return {
    title: `column ${x}, row ${y}, ${width}×${height} pixels`,
    caption: `${wrong} of ${pixels} pixels are wrong (${((100 * wrong) / pixels).toFixed(1)} %)`,
    labels: thumbnail(labels),
    predicted: thumbnail(predicted),
  };
}

/** Every n-th pixel, so that no class is made up by averaging. */
function thumbnail({ width, height, data }: LabelMap) {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / THUMBNAIL));
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const sampled = new Uint8Array(columns * rows).fill(IGNORE_INDEX);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      sampled[row * columns + column] = data[row * step * width + column * step]!;
  return { width: columns, height: rows, data: sampled };
}
