import { GeoTiffError } from "../errors.ts";

/**
 * Every number of `defaults`, from `options` where it is there.
 *
 * @throws {GeoTiffError} `OPTION_REFUSED` for what is no number from `least` on
 */
export function positiveNumbers<Key extends string>(
  options: Readonly<Partial<Record<Key, unknown>>>,
  defaults: Readonly<Record<Key, number>>,
  least = 1,
): Record<Key, number> {
  const found: Record<Key, number> = { ...defaults };
  for (const key of Object.keys(defaults) as Key[]) {
    const value = options[key];
    if (value === undefined) continue;
    if (typeof value !== "number" || !(value >= least)) {
      const from = least === 1 ? "a number from 1 on" : "a number above 0";
      throw refusedOption(key, value, `${from} was expected, such as ${defaults[key]}`);
    }
    found[key] = value;
  }
  return found;
}

/**
 * A misspelt option must not be dropped in silence.
 *
 * @throws {GeoTiffError} `OPTION_REFUSED`
 */
export function assertKnown(options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) throw refusedOption(unknown, "there", `only ${known.join(", ")} are known`);
}

/** An error that names an option, what it is and what was expected. */
export function refusedOption(option: string, found: unknown, expected: string): GeoTiffError {
  const shown = typeof found === "object" && found !== null ? "an object" : String(found).slice(0, 60);
  return new GeoTiffError("OPTION_REFUSED", {
    message: `option "${option}" is ${shown}, but ${expected}`,
    context: { option },
  });
}
