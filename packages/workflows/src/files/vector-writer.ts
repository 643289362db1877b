import { writeFlatGeobuf, writeGeoJson, writeGeoJsonLines } from "@undercoat/vector";
import { WorkflowError } from "../errors.ts";

const WRITERS = {
  ".geojson": writeGeoJson,
  ".json": writeGeoJson,
  ".geojsonl": writeGeoJsonLines,
  ".fgb": writeFlatGeobuf,
} as const;

/** The writer that the ending of a file name asks for. @throws {WorkflowError} `CONFIG_VALUE` */
export function vectorWriter(out: string): (typeof WRITERS)[keyof typeof WRITERS] {
  const write = Object.entries(WRITERS).find(([ending]) => out.toLowerCase().endsWith(ending))?.[1];
  if (write !== undefined) return write;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `"${out}" ends in none of ${Object.keys(WRITERS).join(", ")}; the ending decides the format`,
    context: { out },
  });
}
