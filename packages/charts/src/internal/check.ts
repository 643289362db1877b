import { ChartsError } from "../errors.ts";

/** Throws where a value that is to be drawn is not a number an axis can hold. */
export function assertDrawable(value: number, where: string, kind: "linear" | "log"): void {
  if (!Number.isFinite(value)) {
    throw new ChartsError("NOT_FINITE", {
      message: `${where} is ${value}, but a chart draws finite numbers; give null where there is no value`,
      context: { where, value },
    });
  }
  if (kind === "log" && value <= 0) {
    throw new ChartsError("NOT_POSITIVE", {
      message: `${where} is ${value}, but a log axis needs numbers above 0; give null or choose a linear axis`,
      context: { where, value },
    });
  }
}

/** Throws where there is nothing to draw. */
export function assertNotEmpty(count: number, title: string): void {
  if (count > 0) return;
  throw new ChartsError("EMPTY_CHART", {
    message: `chart "${title}" has 0 values, but needs at least 1; leave the chart out`,
    context: { title },
  });
}
