import { RasterError } from "./errors.ts";
import { IGNORE_INDEX } from "./ignore-index.ts";

/** One class of a product: the code its files hold, and its name. */
export interface SchemeClass {
  /** The code in the file. */
  readonly value: number;
  readonly name: string;
  /** Six hexadecimal digits, RGB, without `#`. */
  readonly colorHint?: string;
}

/** Ordered classes of a product: the position is the class index. */
export interface ClassScheme {
  readonly name: string;
  readonly classes: readonly SchemeClass[];
}

/**
 * Checks and freezes a class scheme.
 *
 * @throws {RasterError} `SCHEME_UNUSABLE` if there is no class, more than 255, a code twice,
 *   a name twice, or a code that is not an integer.
 */
export function classScheme({ name, classes }: ClassScheme): ClassScheme {
  const problem = schemeProblem(classes);
  if (problem !== null) {
    throw new RasterError("SCHEME_UNUSABLE", {
      message: `class scheme "${name}" ${problem}`,
      context: { scheme: name, classes: classes.length },
    });
  }
  return Object.freeze({ name, classes: Object.freeze(classes.map((one) => Object.freeze({ ...one }))) });
}

function schemeProblem(classes: readonly SchemeClass[]): string | null {
  if (classes.length < 1 || classes.length > IGNORE_INDEX) {
    return `has ${classes.length} classes, but 1 to ${IGNORE_INDEX} fit into a label map; merge or add classes`;
  }
  const fraction = classes.find(({ value }) => !Number.isInteger(value));
  if (fraction) return `gives class "${fraction.name}" the value ${fraction.value}, but values are integers`;
  const value = firstTwice(classes.map((one) => one.value));
  if (value !== undefined) return `uses the value ${value} twice; give every class its own value`;
  const name = firstTwice(classes.map((one) => one.name));
  if (name !== undefined) return `uses the name "${name}" twice; give every class its own name`;
  return null;
}

function firstTwice<T>(items: readonly T[]): T | undefined {
  return items.find((item, index) => items.indexOf(item) !== index);
}
