import { InvalidArgumentError } from "commander";

/** For commander: a flag that is a number. */
export function number(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw new InvalidArgumentError(`"${text}" is no number.`);
}

/** For commander: a flag that is a multiple of `step` above 0. */
export function multipleOf(step: number): (text: string) => number {
  return (text) => {
    const value = number(text);
    if (value > 0 && value % step === 0) return value;
    throw new InvalidArgumentError(`${text} is no multiple of ${step}, such as ${32 * step}.`);
  };
}

/** For commander: numbers separated by commas. */
export function numbers(text: string): number[] {
  return text.split(",").map(number);
}

/** For commander: `name=number` pairs separated by commas. */
export function namedNumbers(text: string): Record<string, number> {
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const [name = "", value = ""] = pair.split("=");
      if (name.trim() === "")
        throw new InvalidArgumentError(`"${pair}" names nothing, expected name=number.`);
      return [name.trim(), number(value)];
    }),
  );
}

/** For commander: a flag that is a whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = number(text);
    if (Number.isInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`"${text}" is no whole number from ${least} on.`);
  };
}

/** For commander: names or numbers separated by commas. */
export function words(text: string): (string | number)[] {
  return text.split(",").map((word) => (/^\d+$/.test(word.trim()) ? Number(word) : word.trim()));
}
