import { existsSync } from "node:fs";
import { join } from "node:path";
import { readFileChecked, writeFileAtomic } from "@undercoat/files";
import * as z from "zod";
import { JobsError } from "./errors.ts";
import { canonicalJson } from "./internal/canonical-json.ts";
import { type JobItem, type Json, jobItem } from "./item.ts";

/** What is to be done, and what all of it is about. */
export interface Manifest {
  /** Such as the settings that all items share; part of what must be equal. */
  readonly about: { readonly [key: string]: Json };
  /** In the order in which they are best done. */
  readonly items: readonly JobItem[];
}

const VERSION = 1;
/** Internal: the file of a manifest. */
export const MANIFEST_NAME = "manifest.jsonl";

const Head = z.strictObject({
  format: z.literal("undercoat-jobs"),
  version: z.literal(VERSION),
  items: z.int().min(0),
  about: z.record(z.string(), z.json()),
});
const Line = z.strictObject({ id: z.string(), work: z.json(), needs: z.array(z.string()) });

/**
 * Writes a manifest into a folder, or joins the one that is there: the first of several workers writes it, and all
 * others find the same.
 *
 * @throws {JobsError} `MANIFEST_DIFFERS` where another one is there; the message names the first key that differs.
 *   `MANIFEST_BROKEN` for an item that needs one that is not there.
 * @throws {FilesError} If the disk refuses.
 */
export async function createManifest(folder: string, manifest: Manifest): Promise<Manifest> {
  assertNeeds(folder, manifest.items);
  if (!existsSync(join(folder, MANIFEST_NAME))) {
    const head = { format: "undercoat-jobs", version: VERSION, items: manifest.items.length };
    const lines = [{ ...head, about: manifest.about }, ...manifest.items].map((line) => JSON.stringify(line));
    await writeFileAtomic(join(folder, MANIFEST_NAME), `${lines.join("\n")}\n`);
  }
  const found = await readManifest(folder);
  assertSame(folder, found, manifest);
  return found;
}

/**
 * Reads the manifest of a folder, and checks that nobody changed it by hand.
 *
 * @throws {JobsError} `MANIFEST_MISSING`, or `MANIFEST_BROKEN` with the line.
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST_NAME);
  if (!existsSync(path))
    throw new JobsError("MANIFEST_MISSING", {
      message: `"${folder}" holds no ${MANIFEST_NAME}, but a folder of a job was expected; plan the job first, or name its folder`,
      context: { folder },
    });
  const [first = "", ...rest] = new TextDecoder()
    .decode(await readFileChecked(path))
    .trimEnd()
    .split("\n");
  const head = Head.safeParse(jsonOf(first));
  if (!head.success) throw broken(path, 1, "it is not the head of a manifest of this version");
  if (head.data.items !== rest.length)
    throw broken(
      path,
      rest.length + 1,
      `${rest.length} items follow, but its head counts ${head.data.items}`,
    );
  const items = rest.map((text, at) => itemOf(path, at + 2, text));
  assertNeeds(folder, items);
  return Object.freeze({ about: head.data.about, items });
}

function itemOf(path: string, line: number, text: string): JobItem {
  const parsed = Line.safeParse(jsonOf(text));
  if (!parsed.success) throw broken(path, line, "it is not an item");
  const item = jobItem(parsed.data.work, parsed.data.needs);
  if (item.id === parsed.data.id) return item;
  throw broken(path, line, `item "${parsed.data.id}" does not hold what its id says (${item.id})`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Items stand behind the items that they need: so there is no circle, and one look is enough. */
function assertNeeds(folder: string, items: readonly JobItem[]): void {
  const before = new Set<string>();
  items.forEach(({ id, needs }, at) => {
    const lost = needs.find((need) => !before.has(need));
    if (lost !== undefined)
      throw broken(
        join(folder, MANIFEST_NAME),
        at + 2,
        `item "${id}" needs "${lost}", which does not stand before it`,
      );
    if (before.has(id)) throw broken(join(folder, MANIFEST_NAME), at + 2, `item "${id}" stands there twice`);
    before.add(id);
  });
}

function assertSame(folder: string, found: Manifest, wanted: Manifest): void {
  const keys = [...new Set([...Object.keys(wanted.about), ...Object.keys(found.about)])];
  const textOf = (value: Json | undefined) => (value === undefined ? "nothing" : canonicalJson(value));
  const key = keys.find((each) => textOf(found.about[each]) !== textOf(wanted.about[each]));
  const same = found.items.length === wanted.items.length;
  if (key === undefined && same && found.items.every(({ id }, at) => id === wanted.items[at]?.id)) return;
  const difference =
    key === undefined
      ? `other items (${found.items.length}, not ${wanted.items.length})`
      : `${key} ${short(textOf(found.about[key]))}, not ${short(textOf(wanted.about[key]))}`;
  throw new JobsError("MANIFEST_DIFFERS", {
    message: `"${folder}" was begun with ${difference}; go on with the same settings, or begin in another folder`,
    context: { folder, key },
  });
}

const LONGEST = 120;

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

function broken(path: string, line: number, what: string): JobsError {
  return new JobsError("MANIFEST_BROKEN", {
    message: `"${path}" line ${line}: ${what}; manifests are not edited by hand: plan the job again in another folder`,
    context: { path, line },
  });
}
