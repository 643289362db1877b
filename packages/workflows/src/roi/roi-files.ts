import { existsSync } from "node:fs";
import { writeFileAtomic } from "@undercoat/files";
import { renderRoi } from "@undercoat/report";
import { starterAssumptions } from "@undercoat/roi";
import { WorkflowError } from "../errors.ts";
import { refuseOverwriting } from "../files/refuse-overwriting.ts";
import type { RoiResult } from "./assess-roi-files.ts";

/**
 * Writes what was found as one HTML file.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` where the page would be written over a file that was read.
 */
export async function writeRoiPage(file: string, found: RoiResult): Promise<void> {
  await refuseOverwriting(
    found.inputs.map(({ name }) => name),
    [file],
  );
  await writeFileAtomic(file, renderRoi({ ...found, generatedBy: "undercoat roi" }));
}

/**
 * Writes a commented file of assumptions.
 *
 * @throws {WorkflowError} `CONFIG_FILE` if the file is there already.
 */
export async function writeStarterAssumptions(file: string): Promise<void> {
  if (existsSync(file))
    throw new WorkflowError("CONFIG_FILE", {
      message: `"${file}" is there already; give another name, or move it away`,
      context: { file },
    });
  await writeFileAtomic(file, starterAssumptions());
}
