import { type ClassScheme, classScheme } from "./class-scheme.ts";
import type { CodedRaster } from "./coded-raster.ts";
import { RasterError } from "./errors.ts";
import { IGNORE_INDEX } from "./ignore-index.ts";
import { type LabelMap, labelMap } from "./label-map.ts";

/**
 * Class values to class indices of `scheme`; pixels that are not valid become 255.
 *
 * @param name - What the codes came from, such as the scene's id; only for messages.
 * @throws {RasterError} `CLASS_OUTSIDE_SCHEME` if a valid pixel holds a value that the scheme does not have.
 */
export function decodeLabels(coded: CodedRaster, scheme: ClassScheme, name = "labels"): LabelMap {
  const indexOf = new Map(classScheme(scheme).classes.map(({ value }, index) => [value, index]));
  const data = new Uint8Array(coded.data.length).fill(IGNORE_INDEX);
  const unknown = new Map<number, number>();
  for (let i = 0; i < data.length; i++) {
    if (coded.validity?.[i] === 0) continue;
    const value = coded.data[i]!;
    const index = indexOf.get(value);
    if (index === undefined) unknown.set(value, (unknown.get(value) ?? 0) + 1);
    else data[i] = index;
  }
  if (unknown.size > 0) throw outsideScheme(unknown, scheme, name);
  const { width, height, geotransform, crs } = coded;
  return labelMap({ width, height, scheme, data, geotransform, crs });
}

function outsideScheme(unknown: Map<number, number>, scheme: ClassScheme, name: string): RasterError {
  const [value = Number.NaN, count = 0] = [...unknown].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  const values = scheme.classes.map((one) => one.value);
  const others = unknown.size > 1 ? ` (and ${unknown.size - 1} other values)` : "";
  return new RasterError("CLASS_OUTSIDE_SCHEME", {
    message:
      `"${name}" holds the class value ${value} in ${count} pixels of what was read${others}, but class scheme "${scheme.name}" ` +
      `has ${shortList(values)}; add the class, or mark the value as nodata`,
    context: { name, scheme: scheme.name, values, counts: Object.fromEntries(unknown) },
  });
}

function shortList(values: readonly number[]): string {
  const shown = values.slice(0, 12).join(", ");
  return values.length > 12 ? `${shown}, … (${values.length} values)` : shown;
}
