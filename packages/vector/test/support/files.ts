import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@undercoat/test-utils";
import {
  collectFeatures,
  type Feature,
  isVectorError,
  type OpenVectorOptions,
  openVector,
} from "../../src/index.ts";

/** Path of a file that GDAL or osmium wrote. */
export function fixture(name: string): string {
  return join(import.meta.dirname, "../fixtures/files", name);
}

/** A fixture of JSON. */
export function fixtureJson<T>(name: string): T {
  return JSON.parse(readFileSync(fixture(name), "utf8")) as T;
}

/** A file of this content in a new folder. */
export function fileOf(content: string | Uint8Array, name = "data.geojson"): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** All features of a file. */
export async function featuresOf(path: string, options: OpenVectorOptions = {}): Promise<Feature[]> {
  const source = await openVector(path, options);
  const features = await collectFeatures(source.features());
  await source.close();
  return features;
}

/** What an action is refused with; fails where it is not, or with a foreign error. */
export async function refusal(action: () => Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await action();
  } catch (error) {
    if (!isVectorError(error)) throw error;
    return { code: error.code, message: error.message };
  }
  return { code: "NOT_REFUSED", message: "" };
}
