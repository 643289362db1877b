import { RasterError } from "./errors.ts";
import { IGNORE_INDEX } from "./ignore-index.ts";
import type { LabelMap } from "./label-map.ts";

/** Options of {@link encodeLabels}. */
export interface EncodeLabelsOptions {
  /** The value written for ignored pixels; the file's nodata value. Default: 255. */
  readonly ignoreValue?: number;
}

/**
 * Class indices to the class values of the scheme, in the smallest integer type that holds them all.
 *
 * @throws {RasterError} `IGNORE_VALUE_TAKEN` if a pixel is ignored and a class has the ignore value.
 */
export function encodeLabels(
  { data, scheme }: Pick<LabelMap, "data" | "scheme">,
  { ignoreValue = 255 }: EncodeLabelsOptions = {},
): Uint8Array | Uint16Array | Int16Array | Int32Array {
  const taken = scheme.classes.find(({ value }) => value === ignoreValue);
  if (taken && data.includes(IGNORE_INDEX)) {
    throw new RasterError("IGNORE_VALUE_TAKEN", {
      message:
        `ignored pixels would be written as ${ignoreValue}, but that is the value of class "${taken.name}" ` +
        `in scheme "${scheme.name}"; pass another ignoreValue`,
      context: { ignoreValue, className: taken.name, scheme: scheme.name },
    });
  }
  const values = scheme.classes.map(({ value }) => value);
  const encoded = arrayFor([...values, ignoreValue], data.length);
  for (let i = 0; i < data.length; i++) encoded[i] = values[data[i]!] ?? ignoreValue;
  return encoded;
}

function arrayFor(
  values: readonly number[],
  length: number,
): Uint8Array | Uint16Array | Int16Array | Int32Array {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low >= 0 && high < 2 ** 8) return new Uint8Array(length);
  if (low >= 0 && high < 2 ** 16) return new Uint16Array(length);
  if (low >= -(2 ** 15) && high < 2 ** 15) return new Int16Array(length);
  return new Int32Array(length);
}
