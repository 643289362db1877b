import { scaleLinear, scaleLog } from "d3-scale";
import { formatNumber } from "../format-number.ts";
import { svgLine, svgText } from "./svg.ts";
import { FONT_SIZE, textWidth } from "./text.ts";

/** How numbers are spread along an axis. */
export type AxisKind = "linear" | "log";

/** One labelled position. */
export interface Tick {
  readonly label: string;
  readonly position: number;
}

/** A numeric axis: value to pixel, and the ticks that fit. */
export interface NumericAxis {
  readonly domain: readonly [number, number];
  readonly position: (value: number) => number;
  readonly ticks: readonly Tick[];
}

/** What an axis is made from. */
export interface AxisRequest {
  readonly kind: AxisKind;
  /** All values that must lie on the axis. */
  readonly values: readonly number[];
  readonly range: readonly [number, number];
  /** Width of the chart, for a horizontal axis: labels that would leave it are left out. */
  readonly width?: number;
}

/** Axis over all values, with rounded ends on a linear one, and as many ticks as fit side by side. */
export function numericAxis(request: AxisRequest): NumericAxis {
  const scale = request.kind === "log" ? scaleLog() : scaleLinear();
  scale.domain(paddedDomain(request)).range([...request.range]);
  if (request.kind === "linear") scale.nice(5);
  const [low = 0, high = 1] = scale.domain();
  const position = (value: number) => scale(value);
  const candidates = tickCandidates(request.kind, low, high);
  const ticks = candidates
    .map((values) => inside(labelled(values, position), request))
    .find((set) => fits(set, request));
  return { domain: [low, high], position, ticks: ticks ?? [] };
}

/** Below it, the arithmetic of ticks runs out of digits. */
const SMALLEST_SPAN = 1e-300;

function paddedDomain({ kind, values }: AxisRequest): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (kind === "log") return [low / 1.15, high * 1.15];
  if (high - low < SMALLEST_SPAN)
    return [low - (Math.abs(low) || 1) * 0.1, high + (Math.abs(high) || 1) * 0.1];
  return [low, high];
}

function tickCandidates(kind: AxisKind, low: number, high: number): number[][] {
  const even = [10, 8, 6, 5, 4, 3, 2].map((count) => scaleLinear().domain([low, high]).ticks(count));
  const ends = [[low, high]];
  if (kind === "linear") return [...even, ...ends];
  const decades = [[1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]].map((steps) =>
    logTicks(steps, 1, low, high),
  );
  const sparse = [2, 3, 4, 6, 10, 20, 50, 100].map((stride) => logTicks([1], stride, low, high));
  const rich = [...decades, ...sparse].filter((values) => values.length > 2);
  const poor = [...decades, ...sparse].filter((values) => values.length === 2);
  return [...rich, ...even.map((values) => values.filter((value) => value > 0)), ...poor, ...ends];
}

function logTicks(steps: readonly number[], stride: number, low: number, high: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    if (power % stride !== 0) continue;
    for (const step of steps) ticks.push(Number(`${step}e${power}`));
  }
  return ticks.filter((value) => value >= low && value <= high);
}

function labelled(values: readonly number[], position: (value: number) => number): Tick[] {
  return values.map((value) => ({ label: formatNumber(value), position: position(value) }));
}

function inside(ticks: readonly Tick[], { width }: AxisRequest): Tick[] {
  if (width === undefined) return [...ticks];
  return ticks.filter(({ label, position }) => {
    const half = textWidth(label) / 2;
    return position - half >= 0 && position + half <= width;
  });
}

function fits(ticks: readonly Tick[], { width }: AxisRequest): boolean {
  const room = (tick: Tick) => (width === undefined ? FONT_SIZE + 10 : textWidth(tick.label) + 12);
  const distinct = new Set(ticks.map((tick) => tick.label)).size === ticks.length;
  const apart = ticks.every((tick, index) => {
    const previous = ticks[index - 1];
    if (previous === undefined) return true;
    return Math.abs(tick.position - previous.position) >= (room(tick) + room(previous)) / 2;
  });
  return ticks.length > 1 && distinct && apart;
}

const GRID = 'stroke="currentColor" stroke-opacity="0.16"';

/** Grid lines and labels below a plot whose top and bottom are given. */
export function horizontalAxis(axis: NumericAxis, top: number, bottom: number): string[] {
  return axis.ticks.flatMap(({ label, position }) => [
    svgLine(position, top, position, bottom, GRID),
    svgText(position, bottom + 19, label, 'text-anchor="middle"'),
  ]);
}

/** Grid lines and labels left of a plot whose left and right are given. */
export function verticalAxis(axis: NumericAxis, left: number, right: number): string[] {
  return axis.ticks.flatMap(({ label, position }) => [
    svgLine(left, position, right, position, GRID),
    svgText(left - 8, position + FONT_SIZE * 0.35, label, 'text-anchor="end"'),
  ]);
}
