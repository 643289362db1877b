/** Flags of `undercoat evaluate` that mean something with a config only. */
export const CONFIG_ONLY = ["set", "engine", "seeds"] as const;
/** Those that mean something with two maps only. */
export const MAPS_ONLY = [
  "scheme",
  "labelsScheme",
  "predictedScheme",
  "labelsMapping",
  "predictedMapping",
  "ambiguous",
  "block",
  "level",
  "seed",
] as const;

/** A flag's name as it is typed. */
export function dashed(flag: string): string {
  return flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
