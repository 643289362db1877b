import * as z from "zod";
import { DatasetsError } from "./errors.ts";
import type { Region } from "./scene-dataset.ts";

/** `[x, y, width, height]` in pixels of the scene. */
const WindowTuple = z.tuple([z.int().min(0), z.int().min(0), z.int().min(1), z.int().min(1)]);

/** A split as a file holds it: part, scene, windows. */
export const SplitFile = z.strictObject({
  schemaVersion: z.literal(1),
  /** Windows by part and scene, `[x, y, width, height]` in pixels of the scene. */
  parts: z.record(z.string(), z.record(z.string(), z.array(WindowTuple))),
  /** How the split was made; not read. */
  madeBy: z.unknown().optional(),
});
/** A split as a file holds it. */
export type SplitFile = z.infer<typeof SplitFile>;

/** Regions by part. */
export type SplitParts = Readonly<Record<string, readonly Region[]>>;

/** One window, or a list of them. */
const Windows = z.union([WindowTuple.transform((window) => [window]), z.array(WindowTuple).min(1)]);
/** Windows by scene, bare or beside what else is said of the part. */
const Part = z.union([
  z.looseObject({ windows: z.record(z.string(), Windows) }).transform(({ windows }) => windows),
  z.record(z.string(), Windows),
]);
/** Keys of other formats that hold no windows. */
const NO_PARTS = new Set([
  "chip",
  "pixel_window",
  "pixelWindow",
  "seedOfChips",
  "normalisation",
  "description",
]);

/**
 * Reads a split: the format that {@link splitFile} writes, or an object whose keys are parts, each with windows by scene,
 * bare (`{ "test": { "north": [0, 0, 256, 256] } }`) or under `windows`, one or a list for each scene.
 *
 * @param name - What messages call it.
 * @throws {DatasetsError} `SPLIT_FILE`, naming the key that is none of these.
 *
 * @example
 * ```ts
 * const parts = parseSplitFile(JSON.parse(text), "splits.json");
 * ```
 */
export function parseSplitFile(value: unknown, name: string): SplitParts {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw refused(name, "it", "an object with parts was expected");
  if ("schemaVersion" in value) {
    const parsed = SplitFile.safeParse(value);
    if (parsed.success) return partsOf(parsed.data.parts);
    const [issue] = parsed.error.issues;
    throw refused(name, `key "${issue?.path.join(".")}"`, issue?.message ?? "another value was expected");
  }
  const entries = Object.entries(value).filter(([key]) => !NO_PARTS.has(key));
  if (entries.length === 0) throw refused(name, "it", "at least one part was expected");
  return partsOf(
    Object.fromEntries(
      entries.map(([key, part]) => {
        const parsed = Part.safeParse(part);
        if (!parsed.success)
          throw refused(
            name,
            `key "${key}"`,
            "windows by scene were expected, [x, y, width, height] or a list of them",
          );
        return [key, parsed.data];
      }),
    ),
  );
}

/** A split as {@link parseSplitFile} reads it again. */
export function splitFile(parts: SplitParts, madeBy?: unknown): SplitFile {
  return {
    schemaVersion: 1,
    ...(madeBy === undefined ? {} : { madeBy }),
    parts: Object.fromEntries(
      Object.entries(parts).map(([part, regions]) => {
        const scenes: Record<string, [number, number, number, number][]> = {};
        for (const { sceneId, window } of regions) {
          scenes[sceneId] ??= [];
          scenes[sceneId].push([window.x, window.y, window.width, window.height]);
        }
        return [part, scenes];
      }),
    ),
  };
}

function partsOf(
  parts: Readonly<Record<string, Readonly<Record<string, readonly (readonly number[])[]>>>>,
): SplitParts {
  return Object.fromEntries(
    Object.entries(parts).map(([part, scenes]) => [
      part,
      Object.entries(scenes).flatMap(([sceneId, windows]) =>
        windows.map(
          ([x = 0, y = 0, width = 0, height = 0]): Region => ({ sceneId, window: { x, y, width, height } }),
        ),
      ),
    ]),
  );
}

function refused(name: string, what: string, expected: string): DatasetsError {
  return new DatasetsError("SPLIT_FILE", {
    message: `"${name}": ${what} cannot be read as a split: ${expected}; write for example {"schemaVersion": 1, "parts": {"train": {"north": [[0, 0, 256, 256]]}}}`,
    context: { name },
  });
}
