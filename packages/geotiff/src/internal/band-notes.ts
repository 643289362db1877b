import type { Band } from "@undercoat/raster";
import type { ClassName } from "../write-options.ts";
import { type Directory, readText, readUnsigned } from "./directory.ts";
import type { Layout } from "./layout.ts";
import { CLASS_NAMES } from "./writing/metadata-xml.ts";
import type { PaletteEntry } from "./writing/palette.ts";

/** What the file says about its bands beside their pixels. */
export interface BandNotes {
  readonly bands: readonly Band[];
  /** Factor and offset per band that the samples were NOT multiplied with; null where the file has none. */
  readonly scales: readonly number[] | null;
  readonly offsets: readonly number[] | null;
  /** Position of the alpha band, counted from 0; null where there is none. */
  readonly alpha: number | null;
  readonly palette: readonly PaletteEntry[] | null;
  /** As our writer notes them; others keep them beside the file. */
  readonly classNames: readonly ClassName[] | null;
}

interface Item {
  readonly name: string;
  readonly sample: number;
  readonly role: string;
  readonly domain: string;
  readonly text: string;
}

/** RGB and YCbCr, and CMYK, which is given as RGBA. */
const COLOURS: Readonly<Record<number, readonly string[]>> = {
  2: ["red", "green", "blue"],
  5: ["red", "green", "blue", "alpha"],
  6: ["red", "green", "blue"],
};

/** Band names from GDAL's metadata (tag 42112), else from the colours, else "band 1", "band 2", … */
export async function readBandNotes(directory: Directory, layout: Layout): Promise<BandNotes> {
  const items = itemsOf((await readText(directory, "GdalMetadata")) ?? "");
  const alphaAt = layout.extraSamples.findIndex((kind) => kind === 1 || kind === 2);
  const alpha = alphaAt === -1 ? null : layout.samples - layout.extraSamples.length + alphaAt;
  const colours = COLOURS[layout.photometric] ?? [];
  const bands = Array.from({ length: layout.samples }, (_, sample) => {
    const described = items.find((item) => item.role === "description" && item.sample === sample)?.text;
    return { name: described || colours[sample] || (sample === alpha ? "alpha" : `band ${sample + 1}`) };
  });
  const numbers = (role: string, fallback: number) =>
    numbersOf(items, { role, fallback, samples: layout.samples });
  const palette = await readPalette(directory, layout);
  const classNames = classNamesOf(items);
  return { bands, scales: numbers("scale", 1), offsets: numbers("offset", 0), alpha, palette, classNames };
}

const PALETTE = 3;

/** The colours of all values (tag ColorMap), or null; a table of another length than the samples need is no table. */
async function readPalette(
  directory: Directory,
  { photometric, bits }: Layout,
): Promise<PaletteEntry[] | null> {
  if (photometric !== PALETTE) return null;
  const levels = await readUnsigned(directory, "ColorMap").catch(() => null); // pixels can be read without
  const size = 2 ** bits;
  if (levels?.length !== 3 * size) return null;
  const shift = levels.some((level) => level > 255) ? 8 : 0; // some writers store 8 bits
  return Array.from({ length: size }, (_, value) => {
    const channels = [0, 1, 2].map((channel) => (levels[channel * size + value]! >> shift) & 255);
    return { value, color: channels.map((level) => level.toString(16).padStart(2, "0")).join("") };
  });
}

/** Items of {@link gdalMetadata}: the value is the name of the item. */
function classNamesOf(items: readonly Item[]): ClassName[] | null {
  const names = items.flatMap(({ name, sample, domain, text }) =>
    domain === CLASS_NAMES && sample === 0 && /^-?\d{1,10}$/.test(name)
      ? [{ value: Number(name), name: text }]
      : [],
  );
  return names.length === 0 ? null : names;
}

/** Items of GDAL's XML. Entities of a DOCTYPE are never expanded; control characters become U+FFFD. */
function itemsOf(xml: string): Item[] {
  const found = xml.slice(0, 1_000_000).matchAll(/<Item\b([^<>]*)>([^<]*)<\/Item>/g);
  return [...found].flatMap(([, attributes = "", text = ""]) => {
    const sample = /\bsample="(\d{1,5})"/.exec(attributes)?.[1];
    const [name = "", role = "", domain = ""] = ["name", "role", "domain"].map(
      (attribute) => new RegExp(`\\b${attribute}="([^"]{1,64})"`).exec(attributes)?.[1],
    );
    return sample === undefined
      ? []
      : [{ sample: Number(sample), name, role, domain, text: plainText(text) }];
  });
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** GDAL escapes the text of an item, and then once more as XML. */
function plainText(text: string): string {
  return unescaped(unescaped(text)).replace(/\p{Cc}/gu, "\uFFFD");
}

function unescaped(text: string): string {
  return text.replace(/&(\w{2,4});/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function numbersOf(
  items: readonly Item[],
  { role, fallback, samples }: { role: string; fallback: number; samples: number },
) {
  if (!items.some((item) => item.role === role)) return null;
  return Array.from({ length: samples }, (_, sample) => {
    const text = items.find((item) => item.role === role && item.sample === sample)?.text;
    return text === undefined ? fallback : Number(text);
  });
}
