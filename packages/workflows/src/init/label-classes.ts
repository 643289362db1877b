import { openGeoTiff } from "@undercoat/geotiff";
import { labelSources } from "@undercoat/label-sources";
import type { ClassScheme, SchemeClass } from "@undercoat/raster";
import { describeLabels, type RasterLabelInfo } from "../files/describe-labels.ts";
import type { GivenLabels } from "./given-labels.ts";
import { refusedInput } from "./refused-input.ts";

/** The class codes of rasters with what the files say about them. */
export interface FoundClasses {
  readonly codes: ReadonlySet<number>;
  readonly names: ReadonlyMap<number, string>;
  readonly colors: ReadonlyMap<number, string>;
}

/** Codes, names and colours of all files of labels. @throws {WorkflowError} As `describeLabels` */
export async function classesOfRasters({ files }: Pick<GivenLabels, "files">): Promise<FoundClasses> {
  const codes = new Set<number>();
  const names = new Map<number, string>();
  const colors = new Map<number, string>();
  for (const file of new Set(files.values())) {
    const info = (await describeLabels(file)) as RasterLabelInfo;
    for (const { value } of info.classes) codes.add(value);
    const source = await openGeoTiff(file);
    await source.close();
    for (const { value, name } of source.classNames ?? []) if (!names.has(value)) names.set(value, name);
    for (const { value, color } of source.palette ?? []) if (!colors.has(value)) colors.set(value, color);
  }
  return { codes, names, colors };
}

/**
 * One class scheme for both kinds of labels.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` where the noisy labels hold codes that the clean ones do not, one code has two
 *   names, or there is one class only.
 */
export function schemeOf(
  { noisy, clean }: { readonly noisy: FoundClasses | null; readonly clean: FoundClasses | null },
  given: { readonly noisy: string; readonly clean?: string | undefined },
): ClassScheme {
  if (noisy !== null && clean !== null) assertSameClasses(noisy, clean, given);
  const codes = [...new Set([...(clean?.codes ?? []), ...(noisy?.codes ?? [])])].toSorted((a, b) => a - b);
  if (codes.length === 1)
    throw refusedInput(
      `the labels hold the code ${codes[0]} only, expected at least 2 classes; if the rest is stored as nodata, make it a class first: gdal_edit.py -unsetnodata <labels>`,
      { codes },
    );
  const nameOf = (value: number) => clean?.names.get(value) ?? noisy?.names.get(value);
  const colorOf = (value: number) => clean?.colors.get(value) ?? noisy?.colors.get(value);
  const taken = codes.map(
    (value, index) => nameOf(value) ?? (index === 0 && value === 0 ? "background" : `class-${value}`),
  );
  return {
    name: "labels",
    classes: codes.map((value, index): SchemeClass => {
      const name = taken.indexOf(taken[index]!) === index ? taken[index]! : `${taken[index]}-${value}`;
      const colorHint = colorOf(value);
      return { value, name, ...(colorHint === undefined ? {} : { colorHint }) };
    }),
  };
}

function assertSameClasses(
  noisy: FoundClasses,
  clean: FoundClasses,
  given: { readonly noisy: string; readonly clean?: string | undefined },
): void {
  const [from, to] = [productOf(noisy.codes), productOf(clean.codes)].map(
    (product, index) => product ?? `<scheme of the ${index === 0 ? "noisy" : "clean"} labels>`,
  );
  const advice = `bring them onto one scheme first: undercoat labels remap ${given.noisy} <out> --from ${from} --to ${to} --mapping <file>`;
  const strange = [...noisy.codes].filter((code) => !clean.codes.has(code) && !clean.names.has(code));
  if (strange.length > 0)
    throw refusedInput(
      `the classes differ: noisy labels hold the codes ${listed(noisy.codes)}, clean labels ${listed(clean.codes)}; ${advice}`,
      { noisy: [...noisy.codes], clean: [...clean.codes] },
    );
  const other = [...noisy.codes].find((code) => {
    const [one, two] = [noisy.names.get(code), clean.names.get(code)];
    return one !== undefined && two !== undefined && one.toLowerCase() !== two.toLowerCase();
  });
  if (other === undefined) return;
  throw refusedInput(
    `the classes differ: code ${other} is "${noisy.names.get(other)}" in the noisy labels, but "${clean.names.get(other)}" in the clean ones; ${advice}`,
    { code: other },
  );
}

/** Fewer codes fit too many products. */
const TELLING_CODES = 4;

/** The one known product that has all codes; null where none or several have. */
function productOf(codes: ReadonlySet<number>): string | null {
  const fitting = labelSources().filter(({ scheme, nodataValues }) => {
    const known = new Set([...scheme.classes.map(({ value }) => value), ...nodataValues]);
    return [...codes].every((code) => known.has(code));
  });
  return fitting.length === 1 && codes.size >= TELLING_CODES ? fitting[0]!.id : null;
}

function listed(codes: ReadonlySet<number>): string {
  const all = [...codes].toSorted((a, b) => a - b);
  return all.length > 12 ? `${all.slice(0, 12).join(", ")}, …` : all.join(", ");
}
