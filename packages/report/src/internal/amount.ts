import { formatNumber } from "@undercoat/charts";
import type { RoiPageFigure } from "../roi-data.ts";
import { grouped } from "./confusion.ts";

const LARGE = 1000;

/** Three significant digits, in groups from 1 000 on. */
export function amount(value: number): string {
  if (Math.abs(value) < LARGE) return formatNumber(value);
  const rounded = Number(Math.abs(value).toPrecision(3));
  return `${value < 0 ? "\u2212" : ""}${grouped(rounded)}`;
}

/** A median or an end of a figure, or why there is none. */
export function figureText(value: number | null, { endless, missing }: RoiPageFigure): string {
  if (value !== null) return amount(value);
  return missing.length > 0 ? "n/a" : endless;
}

const PLURALS: Readonly<Record<string, string>> = {
  patch: "patches",
  round: "rounds",
  point: "points",
  year: "years",
};

/** A unit as people say it: `"patches per round"` for `"patch/round"`. */
export function unitText(unit: string): string {
  const [first = "", ...per] = unit.split("/");
  return [PLURALS[first] ?? first, ...per].join(" per ");
}

/** E.g. `"6 patches per round (1.6 to 11)"`. */
export function figureSentence(figure: RoiPageFigure): string {
  const { median, low, high, unit } = figure;
  if (median === null && low === null && high === null) return figureText(null, figure);
  const text = (value: number | null) => figureText(value, figure);
  return `${text(median)}${median === null ? "" : ` ${unitText(unit)}`} (${text(low)} to ${text(high)})`;
}
