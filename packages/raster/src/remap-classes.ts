import { type ClassScheme, classScheme } from "./class-scheme.ts";
import { RasterError } from "./errors.ts";
import { IGNORE_INDEX } from "./ignore-index.ts";
import { type LabelMap, labelMap } from "./label-map.ts";

/** Options of {@link remapClasses}. */
export interface RemapOptions {
  /** The scheme of the result. */
  readonly scheme: ClassScheme;
  /**
   * For every class index of the source, the class index in `scheme`, or 255 for pixels that become ignored.
   * {@link classMapping} makes it from names.
   */
  readonly mapping: ArrayLike<number>;
}

/**
 * Labels in another class scheme. Ignored pixels stay ignored. Every class of the source must be mapped, also one
 * that no pixel holds.
 *
 * @throws {RasterError} `CLASS_UNMAPPED` if the mapping has too few or too many entries, or one that is no class index
 *   of `scheme`; `SCHEME_UNUSABLE`.
 *
 * @example
 * ```ts
 * const mapping = classMapping(labels.scheme, scheme, { forest: "green", water: "blue", cloud: null });
 * const remapped = remapClasses(labels, { scheme, mapping });
 * ```
 */
export function remapClasses(source: LabelMap, { scheme, mapping }: RemapOptions): LabelMap {
  const target = classScheme(scheme);
  assertMapping(mapping, source.scheme, target);
  const table = new Uint8Array(256).fill(IGNORE_INDEX);
  table.set(Array.from(mapping));
  const data = new Uint8Array(source.data.length);
  for (let pixel = 0; pixel < data.length; pixel++) data[pixel] = table[source.data[pixel]!]!;
  const { width, height, geotransform, crs } = source;
  return labelMap({ width, height, scheme: target, data, geotransform, crs });
}

/**
 * The mapping of {@link remapClasses} from names: for every class name of `from`, a class name of `to`, or null for
 * pixels that become ignored.
 *
 * @throws {RasterError} `CLASS_UNMAPPED` if a class of `from` is not named, or a name is in neither scheme.
 */
export function classMapping(
  from: ClassScheme,
  to: ClassScheme,
  names: Readonly<Record<string, string | null>>,
): Uint8Array {
  const unknown = Object.keys(names).filter((name) => !from.classes.some((one) => one.name === name));
  if (unknown.length > 0)
    throw unmapped(`names ${quoted(unknown)}, which class scheme "${from.name}" does not have`);
  const missing = from.classes.filter(({ name }) => !Object.hasOwn(names, name)).map(({ name }) => name);
  if (missing.length > 0)
    throw unmapped(`says nothing about ${quoted(missing)} of class scheme "${from.name}"`);
  return Uint8Array.from(from.classes, ({ name }) => {
    const wanted = names[name] ?? null;
    if (wanted === null) return IGNORE_INDEX;
    const index = to.classes.findIndex((one) => one.name === wanted);
    if (index >= 0) return index;
    throw unmapped(`maps "${name}" to "${wanted}", which class scheme "${to.name}" does not have`);
  });
}

function assertMapping(mapping: ArrayLike<number>, from: ClassScheme, to: ClassScheme): void {
  const count = from.classes.length;
  const missing = from.classes.slice(mapping.length).map(({ name }) => name);
  if (missing.length > 0)
    throw unmapped(`says nothing about ${quoted(missing)} of class scheme "${from.name}"`);
  if (mapping.length > count) {
    throw unmapped(`has ${mapping.length} entries, but class scheme "${from.name}" has ${count} classes`);
  }
  from.classes.forEach(({ name }, index) => {
    const target = mapping[index]!;
    if (target === IGNORE_INDEX || to.classes[target] !== undefined) return;
    throw unmapped(
      `maps "${name}" to class index ${target}, but class scheme "${to.name}" has indices 0 to ` +
        `${to.classes.length - 1} (and ${IGNORE_INDEX} = ignored)`,
    );
  });
}

function quoted(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name}"`);
  return `${shown.join(", ")}${names.length > 12 ? `, … (${names.length} classes)` : ""}`;
}

function unmapped(problem: string): RasterError {
  return new RasterError("CLASS_UNMAPPED", {
    message: `mapping ${problem}; give every class of the source one class of the target, or ignore it`,
    context: { problem },
  });
}
