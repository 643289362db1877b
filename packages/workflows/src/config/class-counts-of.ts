/** Keys of loss options that hold one entry per class. */
const PER_CLASS = ["classWeights", "transitionMatrix"];

/** Where loss options hold one entry per class, at any depth, and how many entries there are. */
export function classCountsOf(
  options: unknown,
  path: readonly (string | number)[] = [],
): { path: (string | number)[]; count: number }[] {
  if (Array.isArray(options)) return options.flatMap((item, index) => classCountsOf(item, [...path, index]));
  if (typeof options !== "object" || options === null) return [];
  return Object.entries(options).flatMap(([key, value]) =>
    PER_CLASS.includes(key) && Array.isArray(value)
      ? [{ path: [...path, key], count: value.length }]
      : classCountsOf(value, [...path, key]),
  );
}
