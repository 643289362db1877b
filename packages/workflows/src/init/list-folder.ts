import { readdir } from "node:fs/promises";
import { diskError } from "@undercoat/files";
import { refusedInput } from "./refused-input.ts";

/** Names in a folder, sorted. @throws {WorkflowError} `CONFIG_VALUE` if it is none; {@link FilesError} */
export async function listFolder(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith(".")).toSorted();
  } catch (error) {
    if ((error as { code?: unknown }).code === "ENOTDIR")
      throw refusedInput(`"${folder}" is a file, expected a folder of GeoTIFFs; name the folder it lies in`, {
        folder,
      });
    throw diskError(error, folder, "read");
  }
}
