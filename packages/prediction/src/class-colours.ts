import type { ClassScheme } from "@undercoat/raster";

/** Okabe and Ito's colours, which most colour-blind people tell apart, black last; then they are made lighter. */
const COLOURS = [
  "bbbbbb",
  "e69f00",
  "56b4e9",
  "009e73",
  "f0e442",
  "0072b2",
  "d55e00",
  "cc79a7",
  "000000",
] as const;

/**
 * The scheme with a colour for every class: its own where it has one, else the next of a list that no class has.
 *
 * @see {@link https://jfly.uni-koeln.de/color/ | Okabe and Ito, Color Universal Design}
 */
export function classColours({ name, classes }: ClassScheme): ClassScheme {
  const own = new Set(classes.map(({ colorHint }) => colorHint?.toLowerCase()));
  const free = COLOURS.filter((colour) => !own.has(colour));
  let next = 0;
  return {
    name,
    classes: classes.map((each) => {
      if (each.colorHint !== undefined) return each;
      const round = Math.floor(next / free.length);
      const colour = free[next % free.length] ?? COLOURS[0];
      next += 1;
      return { ...each, colorHint: lighter(colour, 1 - 0.6 ** round) };
    }),
  };
}

/** A colour moved towards white by a share. */
function lighter(colour: string, share: number): string {
  const parts = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return parts
    .map((part) =>
      Math.round(part + (255 - part) * share)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("");
}
