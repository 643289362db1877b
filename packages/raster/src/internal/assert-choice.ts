import { RasterError } from "../errors.ts";

/** Refuses a word that an option does not know, which plain JavaScript or a file may bring. */
export function assertChoice<T extends string>(what: string, choice: T, known: readonly T[]): void {
  if (known.includes(choice)) return;
  throw new RasterError("CHOICE_UNKNOWN", {
    message: `${what} is "${choice}", but one of ${known.map((one) => `"${one}"`).join(", ")} was expected; choose one of them`,
    context: { choice, known },
  });
}
