import { StatisticsError } from "../errors.ts";

/** Refuses an empty sample and one with NaN or an infinity. */
export function assertSample(values: readonly number[], what = "sample"): void {
  if (values.length === 0) {
    throw new StatisticsError("EMPTY_INPUT", {
      message: `${what} holds 0 values, but at least 1 was expected; check what was collected`,
    });
  }
  const position = values.findIndex((value) => !Number.isFinite(value));
  if (position === -1) return;
  throw new StatisticsError("VALUE_NOT_FINITE", {
    message: `${what} holds ${values[position]} at position ${position}, but finite numbers were expected; leave out runs without a result`,
    context: { value: values[position], position },
  });
}

/** Refuses two samples that are not pairs. */
export function assertPairs(a: readonly number[], b: readonly number[]): void {
  assertSample(a, "first sample");
  assertSample(b, "second sample");
  if (a.length === b.length) return;
  throw new StatisticsError("LENGTH_MISMATCH", {
    message: `first sample holds ${a.length} values, but the second holds ${b.length}; pair them by seed, in one order`,
    context: { first: a.length, second: b.length },
  });
}

/** Refuses a probability that is not strictly between 0 and 1. */
export function assertProbability(value: number, what: string): void {
  if (value > 0 && value < 1) return;
  throw new StatisticsError("OUTSIDE_RANGE", {
    message: `${what} is ${value}, but a number between 0 and 1 was expected; 95 % is 0.95`,
    context: { [what]: value },
  });
}

/** Refuses degrees of freedom that are not positive. */
export function assertDegrees(degreesOfFreedom: number): void {
  if (degreesOfFreedom > 0 && Number.isFinite(degreesOfFreedom)) return;
  throw new StatisticsError("OUTSIDE_RANGE", {
    message: `degrees of freedom are ${degreesOfFreedom}, but a positive number was expected; n values give n − 1`,
    context: { degreesOfFreedom },
  });
}

/** Refuses a shape of the beta distribution that is not positive. */
export function assertShape(shape: number, name: string): void {
  if (shape > 0 && Number.isFinite(shape)) return;
  throw new StatisticsError("OUTSIDE_RANGE", {
    message: `shape ${name} is ${shape}, but a positive number was expected; add a half to counts that may be 0`,
    context: { [name]: shape },
  });
}

/** Refuses a number of resamples from which no share can be told. */
export function assertResamples(resamples: number): void {
  if (Number.isSafeInteger(resamples) && resamples >= 1) return;
  throw new StatisticsError("OUTSIDE_RANGE", {
    message: `resamples is ${resamples}, but a positive integer was expected; 2000 give steady 95 % intervals`,
    context: { resamples },
  });
}
