import type { ReportLabels, ReportScheme } from "../report-data.ts";

/** Class index of pixels that are ignored. */
export const IGNORED = 255;
/** Colour of pixels that are ignored. */
export const IGNORED_COLOR = "#8c8c8c";
const FALLBACK = [
  "#e8e4da",
  "#d1495b",
  "#2e6fba",
  "#3c8f5a",
  "#e0a030",
  "#7d5ba6",
  "#30a0a8",
  "#a06a3c",
] as const;

/** Colour of every class as `#rrggbb`: its hint where it is one, else from a fixed list. */
export function classColors({ classes }: ReportScheme): string[] {
  return classes.map(({ colorHint }, index) => {
    const digits = /^#?([0-9a-f]{6})$/i.exec(colorHint ?? "")?.[1];
    return digits === undefined ? FALLBACK[index % FALLBACK.length]! : `#${digits.toLowerCase()}`;
  });
}

/** One legend entry per class, and one for ignored pixels where `ignored`. */
export function legendEntries(scheme: ReportScheme, ignored: boolean): { name: string; color: string }[] {
  const colors = classColors(scheme);
  const entries = scheme.classes.map(({ name }, index) => ({ name, color: colors[index]! }));
  return ignored ? [...entries, { name: "ignored", color: IGNORED_COLOR }] : entries;
}

/** Share of every class among the pixels that are not ignored, in words. */
export function classShares({ data }: ReportLabels, { classes }: ReportScheme): string {
  const counts = new Array<number>(256).fill(0);
  for (const index of data) counts[index]!++;
  const valid = data.length - counts[IGNORED]!;
  if (valid === 0) return "all pixels ignored";
  return classes
    .map(({ name }, index) => `${name} ${((100 * counts[index]!) / valid).toFixed(1)} %`)
    .join(", ");
}

/** Whether any pixel is ignored. */
export function hasIgnored(labels: ReportLabels | null): boolean {
  return labels?.data.includes(IGNORED) ?? false;
}
