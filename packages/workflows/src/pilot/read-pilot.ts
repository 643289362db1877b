import path from "node:path";
import { readResult } from "../judge/read-result.ts";
import { PilotFile } from "./pilot-files.ts";

/**
 * What a pilot was asked for, and what came out.
 *
 * @throws {FilesError} `FILE_MISSING` where the folder holds no pilot.
 */
export function readPilot(folder: string): Promise<PilotFile> {
  return readResult(path.join(folder, "pilot.json"), PilotFile);
}
