import { type ClassScheme, IGNORE_INDEX, type LabelMap, type Raster } from "@undercoat/raster";
import { NoiseEstimationError } from "../../errors.ts";

/** Whether what labels are held against is a label map, or an image or map of probabilities. */
export function isLabels(reference: LabelMap | Raster): reference is LabelMap {
  return reference.kind === "label-map";
}

/** Refuses labels, and labels or a raster to hold them against, that do not fit each other. */
export function assertShiftInput(labels: LabelMap, reference: LabelMap | Raster): void {
  if (isLabels(reference)) {
    assertPair(labels, reference);
    return;
  }
  assertLabels("labels", labels);
  assertRaster("reference", reference);
  assertSameSize(labels, "reference", reference);
}

/** The classes that have objects, and the class between objects. */
export function chosenClasses(
  scheme: ClassScheme,
  options: {
    readonly classes?: readonly (string | number)[] | undefined;
    readonly background: string | number;
  },
): { readonly classes: readonly number[]; readonly background: number } {
  const background = classIndexOf(scheme, options.background);
  const all = options.classes ?? scheme.classes.map((_, index) => index);
  const classes = new Set(all.map((asked) => classIndexOf(scheme, asked)));
  classes.delete(background);
  return { classes: [...classes].sort((a, b) => a - b), background };
}

/** Refuses labels and a reference that differ in size or scheme, hold unknown classes, or share no valid pixel. */
export function assertPair(labels: LabelMap, reference: LabelMap): void {
  assertLabels("labels", labels);
  assertLabels("reference", reference);
  assertSameSize(labels, "reference", reference);
  assertSameScheme(labels.scheme, reference.scheme);
  let shared = 0;
  for (let pixel = 0; pixel < labels.data.length && shared === 0; pixel++) {
    if (labels.data[pixel] !== IGNORE_INDEX && reference.data[pixel] !== IGNORE_INDEX) shared += 1;
  }
  if (shared > 0) return;
  throw new NoiseEstimationError("NO_VALID_PIXELS", {
    message: `labels and reference have no pixel in common that is not ${IGNORE_INDEX}, but at least some are needed; check where they are ignored`,
    context: { width: labels.width, height: labels.height },
  });
}

/** Refuses a label map with a length that does not fit, an unknown class, or nothing but ignored pixels. */
export function assertLabels(name: string, labels: LabelMap): void {
  const { data, width, height, scheme } = labels;
  assertLength(name, data.length, [width, height, 1]);
  const count = scheme.classes.length;
  let valid = 0;
  for (let pixel = 0; pixel < data.length; pixel++) {
    const index = data[pixel]!;
    if (index === IGNORE_INDEX) continue;
    if (index >= count) throwUnknown(name, scheme, { index, pixel });
    valid += 1;
  }
  if (valid > 0) return;
  throw new NoiseEstimationError("NO_VALID_PIXELS", {
    message: `all ${data.length} pixels of the ${name} are ${IGNORE_INDEX} (ignored), but class indices were expected; check the decoding of the file`,
    context: { name, pixels: data.length },
  });
}

/** Refuses a raster whose samples are not finite where they are valid, or that has another length or no valid pixel. */
export function assertRaster(name: string, raster: Raster): void {
  const { data, validity, width, height, bands } = raster;
  assertLength(name, data.length, [width, height, bands.length]);
  if (validity !== null) assertLength(`validity of the ${name}`, validity.length, [width, height, 1]);
  let valid = 0;
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (validity !== null && validity[pixel] === 0) continue;
    valid += 1;
    for (let band = 0; band < bands.length; band++) {
      if (!Number.isFinite(data[pixel * bands.length + band]!)) throwNotFinite(name, raster, { pixel, band });
    }
  }
  if (valid > 0) return;
  throw new NoiseEstimationError("NO_VALID_PIXELS", {
    message: `none of the ${width * height} pixels of the ${name} is valid, but some are needed; check its validity`,
    context: { name, width, height },
  });
}

/** Refuses two maps of different size. */
export function assertSameSize(
  labels: { readonly width: number; readonly height: number },
  name: string,
  other: { readonly width: number; readonly height: number },
): void {
  if (labels.width === other.width && labels.height === other.height) return;
  throw new NoiseEstimationError("SIZE_MISMATCH", {
    message: `${name} is ${other.width}×${other.height} pixels, but the labels are ${labels.width}×${labels.height}; bring both onto one grid`,
    context: { name, width: other.width, height: other.height, expected: [labels.width, labels.height] },
  });
}

/** The index of a class given by name or index. */
export function classIndexOf(scheme: ClassScheme, asked: string | number): number {
  const index = typeof asked === "number" ? asked : scheme.classes.findIndex(({ name }) => name === asked);
  if (Number.isInteger(index) && index >= 0 && index < scheme.classes.length) return index;
  const known = scheme.classes.map(({ name }, position) => `${position} "${name}"`).join(", ");
  throw new NoiseEstimationError("CLASS_UNKNOWN", {
    message: `class ${typeof asked === "number" ? asked : `"${asked}"`} is not in class scheme "${scheme.name}", which has ${known}; name one of these`,
    context: { asked, scheme: scheme.name },
  });
}

function assertSameScheme(scheme: ClassScheme, other: ClassScheme): void {
  const names = ({ classes }: ClassScheme) => classes.map(({ name }) => name).join(", ");
  if (names(scheme) === names(other)) return;
  throw new NoiseEstimationError("SCHEME_MISMATCH", {
    message: `labels have the classes ${names(scheme)}, but the reference has ${names(other)}; remap one to the other's scheme`,
    context: { labels: scheme.classes.length, reference: other.classes.length },
  });
}

function assertLength(
  name: string,
  length: number,
  [width, height, bands]: readonly [number, number, number],
): void {
  if (length === width * height * bands && length > 0) return;
  throw new NoiseEstimationError("SIZE_MISMATCH", {
    message: `${name} has ${length} values, but ${width}×${height} pixels with ${bands} band(s) have ${width * height * bands}; check its size`,
    context: { name, length, width, height, bands },
  });
}

function throwUnknown(
  name: string,
  scheme: ClassScheme,
  { index, pixel }: { readonly index: number; readonly pixel: number },
): never {
  throw new NoiseEstimationError("CLASS_UNKNOWN", {
    message: `${name} hold class index ${index} at pixel ${pixel}, but class scheme "${scheme.name}" has indices 0 to ${scheme.classes.length - 1} (and ${IGNORE_INDEX} = ignored); decode class values with decodeLabels`,
    context: { name, index, pixel, classes: scheme.classes.length },
  });
}

function throwNotFinite(
  name: string,
  { data, bands, width }: Raster,
  { pixel, band }: { readonly pixel: number; readonly band: number },
): never {
  const sample = data[pixel * bands.length + band];
  const [column, row] = [pixel % width, Math.floor(pixel / width)];
  throw new NoiseEstimationError("VALUE_NOT_FINITE", {
    message: `${name} holds ${sample} at column ${column}, row ${row}, band ${band}, but finite numbers were expected; set such pixels to not valid`,
    context: { name, sample, column, row, band },
  });
}
