import type { ClassScheme, Crs } from "@undercoat/raster";
import { crsName } from "@undercoat/raster";
import { openVector } from "@undercoat/vector";
import { describeLabels, type VectorLabelInfo } from "../files/describe-labels.ts";
import type { GivenLabels } from "./given-labels.ts";
import { refusedInput } from "./refused-input.ts";

/** How features become classes: all of them one, or by a property. */
export type FeatureRule = { readonly value: number } | { readonly property: string };

/** What the classes of features are called where nothing names them. */
export const FEATURE_SCHEME: ClassScheme = {
  name: "features",
  classes: [
    { value: 0, name: "background" },
    { value: 1, name: "feature" },
  ],
};

/** Properties that are about classes, the surest first; another one holds classes by chance where there are two. */
const CLASS_PROPERTIES = [
  "class",
  "classname",
  "class_name",
  "label",
  "category",
  "value",
  "code",
  "classvalue",
];

/**
 * How the features of labels are burnt in a scheme: by the property that holds class names or values only; without such
 * a one, all become the second of two classes.
 *
 * @throws {WorkflowError} `CONFIG_VALUE`, with the command that does it by hand, where that is not plain: no CRS, lines
 *   without a width, or no such property.
 */
export async function featureRule(
  { files, role }: GivenLabels,
  scheme: ClassScheme,
  crs: Crs,
): Promise<FeatureRule> {
  const found = new Set<string | null>();
  for (const file of new Set(files.values())) {
    const info = (await describeLabels(file)) as VectorLabelInfo;
    await assertPlaced(file, role, crs);
    assertAreas(info, file, role);
    found.add(propertyOf(info, scheme));
  }
  const [property] = found;
  if (found.size === 1 && property !== null && property !== undefined) return { property };
  if (found.size === 1 && scheme.classes.length === 2) return { value: scheme.classes[1]!.value };
  const which = [...found].map((name) => (name === null ? "none" : `"${name}"`)).join(", ");
  throw refusedInput(
    `which of the classes ${scheme.classes.map(({ name }) => name).join(", ")} the features of the ${role} labels have is not plain (property that tells it: ${which}); burn them by hand: ${byHand([...files.values()][0]!, role, "--scheme <scheme.yaml> --property <name>")}`,
    { role },
  );
}

/** Where to look when the plain way does not do. */
function byHand(file: string, role: string, flags: string): string {
  return `undercoat labels rasterize ${file} labels-${role}/<image>.tif --like <image>.tif ${flags}`;
}

async function assertPlaced(file: string, role: string, crs: Crs): Promise<void> {
  if (crs.kind === "unknown")
    throw refusedInput(
      `the images have no CRS, so that the features of "${file}" cannot be laid on them; say where the images lie: gdal_edit.py -a_srs EPSG:<code> <image>`,
      { file },
    );
  const source = await openVector(file, { broken: "leave-out" });
  await source.close();
  if (source.crs.kind !== "unknown") return;
  throw refusedInput(
    `"${file}" names no CRS; burn it by hand: ${byHand(file, role, `--value 1 --features-crs ${crs.kind === "epsg" ? crsName(crs) : "EPSG:<code>"}`)}`,
    { file },
  );
}

function assertAreas({ geometries }: VectorLabelInfo, file: string, role: string): void {
  const thin = Object.entries(geometries).filter(([type]) => /Point|Line/.test(type));
  const count = thin.reduce((sum, [, features]) => sum + features, 0);
  const all = Object.values(geometries).reduce((sum, features) => sum + features, 0);
  if (count * 2 <= all) return;
  throw refusedInput(
    `"${file}" holds ${thin.map(([type, features]) => `${features} ${type}`).join(", ")} of ${all} features, which have no area; burn them by hand with a width: ${byHand(file, role, "--value 1 --width <metres>")}`,
    { file },
  );
}

/** The property that tells the class; null if none does, or it is not clear which. */
function propertyOf({ properties }: VectorLabelInfo, { classes }: ClassScheme): string | null {
  const known = new Set(classes.flatMap(({ value, name }) => [String(value), name]));
  const fitting = properties
    .filter(({ values }) => values.every(({ value }) => known.has(value)))
    .map(({ name }) => name);
  const named = CLASS_PROPERTIES.map((word) => fitting.find((name) => name.toLowerCase() === word));
  const best = named.find((name) => name !== undefined);
  return best ?? (classes.length > 2 && fitting.length === 1 ? fitting[0]! : null);
}
