import type { ClassName } from "../../write-options.ts";

/** The domain of the items that name classes: GDAL has none for them inside of a file. */
export const CLASS_NAMES = "CLASS_NAMES";

/** What the metadata of a file says about its bands. */
export interface Described {
  readonly bandNames: readonly string[] | null;
  readonly scales: readonly number[] | null;
  readonly offsets: readonly number[] | null;
  readonly classNames: readonly ClassName[] | null;
}

/** GDAL's metadata (tag 42112), or null where there is nothing to say. */
export function gdalMetadata({ bandNames, scales, offsets, classNames }: Described): string | null {
  const items = [
    ...(bandNames ?? []).map((name, sample) => item("DESCRIPTION", { sample, role: "description" }, name)),
    ...(offsets ?? []).map((offset, sample) => item("OFFSET", { sample, role: "offset" }, String(offset))),
    ...(scales ?? []).map((scale, sample) => item("SCALE", { sample, role: "scale" }, String(scale))),
    ...(classNames ?? []).map(({ value, name }) =>
      item(String(value), { sample: 0, domain: CLASS_NAMES }, name),
    ),
  ];
  return items.length === 0 ? null : `<GDALMetadata>\n${items.join("")}</GDALMetadata>\n`;
}

/** GDAL escapes the text of an item, and then once more as XML. */
function item(name: string, attributes: Readonly<Record<string, string | number>>, text: string): string {
  const rest = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
  return `  <Item name="${name}"${rest.join("")}>${escaped(escaped(text))}</Item>\n`;
}

/** Values from 0 on that have a place in GDAL's list of names, which counts from 0 without gaps. */
const MOST_LISTED = 65_535;

/**
 * The text of `<file>.aux.xml`, where GDAL and QGIS look for the names of classes: as a list by value where all
 * values fit into one, and as a table with colours for any values.
 */
export function auxiliaryXml(
  classNames: readonly ClassName[],
  colours: ReadonlyMap<number, readonly [number, number, number]>,
): string {
  const highest = Math.max(...classNames.map(({ value }) => value));
  const isList = classNames.every(({ value }) => value >= 0) && highest <= MOST_LISTED;
  const names = new Map(classNames.map(({ value, name }) => [value, name]));
  const list = Array.from({ length: isList ? highest + 1 : 0 }, (_, value) => {
    return `      <Category>${escaped(names.get(value) ?? "")}</Category>\n`;
  });
  const categories = isList ? `    <CategoryNames>\n${list.join("")}    </CategoryNames>\n` : "";
  return (
    `<PAMDataset>\n  <PAMRasterBand band="1">\n${categories}${attributeTable(classNames, colours)}` +
    "  </PAMRasterBand>\n</PAMDataset>\n"
  );
}

/** Columns by GDAL's numbers: 0 is a whole number, 2 a text; usage 5 is the value, 2 the name, 6 to 8 the colour. */
const COLUMNS: readonly (readonly [name: string, type: number, usage: number])[] = [
  ["Value", 0, 5],
  ["Class", 2, 2],
  ["Red", 0, 6],
  ["Green", 0, 7],
  ["Blue", 0, 8],
];

function attributeTable(
  classNames: readonly ClassName[],
  colours: ReadonlyMap<number, readonly [number, number, number]>,
): string {
  const hasColours = classNames.every(({ value }) => colours.has(value));
  const columns = hasColours ? COLUMNS : COLUMNS.slice(0, 2);
  const heads = columns.map(([name, type, usage], index) => {
    return `      <FieldDefn index="${index}"><Name>${name}</Name><Type>${type}</Type><Usage>${usage}</Usage></FieldDefn>\n`;
  });
  const rows = classNames.map(({ value, name }, index) => {
    const cells = [value, escaped(name), ...(hasColours ? (colours.get(value) ?? []) : [])];
    return `      <Row index="${index}">${cells.map((cell) => `<F>${cell}</F>`).join("")}</Row>\n`;
  });
  return (
    `    <GDALRasterAttributeTable tableType="thematic">\n${heads.join("")}${rows.join("")}` +
    "    </GDALRasterAttributeTable>\n"
  );
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
