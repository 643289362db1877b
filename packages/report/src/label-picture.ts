import type { RgbaImage } from "./encode-png.ts";
import { ReportError } from "./errors.ts";
import { classColors, IGNORED, IGNORED_COLOR } from "./internal/colors.ts";
import type { ReportLabels, ReportScheme } from "./report-data.ts";

/**
 * Labels (class indices, 255 where ignored) as an opaque picture of the same size, in the colours of the scheme and of
 * every legend.
 *
 * @throws {ReportError} `CLASS_OUTSIDE_SCHEME`
 */
export function labelPicture(labels: ReportLabels, scheme: ReportScheme): RgbaImage {
  const colors = classColors(scheme).map(samplesOf);
  const ignored = samplesOf(IGNORED_COLOR);
  const data = new Uint8Array(labels.data.length * 4);
  for (let i = 0; i < labels.data.length; i++) {
    const index = labels.data[i]!;
    const color = index === IGNORED ? ignored : (colors[index] ?? outside(index, scheme));
    data.set(color, i * 4);
  }
  return { width: labels.width, height: labels.height, data };
}

function samplesOf(color: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16)).concat(255);
}

function outside(index: number, { name, classes }: ReportScheme): never {
  throw new ReportError("CLASS_OUTSIDE_SCHEME", {
    message: `labels hold class index ${index}, but class scheme "${name}" has ${classes.length} classes; give indices below ${classes.length}, or 255 to ignore`,
    context: { index, scheme: name, classes: classes.length },
  });
}
