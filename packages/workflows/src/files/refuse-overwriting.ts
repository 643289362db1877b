import { realpath } from "node:fs/promises";
import path from "node:path";
import { WorkflowError } from "../errors.ts";

/**
 * Refuses to write over a file that is read, and to write two files to one place; links are followed.
 *
 * @throws {WorkflowError} `CONFIG_VALUE`
 */
export async function refuseOverwriting(
  inputs: readonly (string | undefined)[],
  outputs: readonly (string | undefined)[],
): Promise<void> {
  const read = await Promise.all(inputs.map(placeOf));
  const written = await Promise.all(outputs.map(placeOf));
  for (const [index, place] of written.entries()) {
    if (place === null) continue;
    const isInput = read.includes(place);
    if (!isInput && written.indexOf(place) === index) continue;
    throw new WorkflowError("CONFIG_VALUE", {
      message: `"${outputs[index]}" is to be written, but is ${isInput ? "read as well" : "the place of another output"}; give the output a name of its own`,
      context: { file: outputs[index] },
    });
  }
}

/** Where a file really is; of one that is not there yet, its name. */
async function placeOf(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null;
  return realpath(file).catch(() => path.resolve(file));
}
