import { existsSync } from "node:fs";
import { join } from "node:path";
import { addonPaths, cacheFolder, engineFolder } from "./engine-folder.ts";
import { type Device, installCommandOf } from "./versions.ts";

/** The step that is stamped last. */
export const LAST_STEP = "gradients";

/** `null` where the engine of `device` is installed whole, else one line: what is missing and how to get it. */
export function missingParts(device: Device, cache: string = cacheFolder()): string | null {
  const folder = engineFolder(device, cache);
  if (!existsSync(folder.folder))
    return `it is not in ${cache}; install it with: ${installCommandOf(device)}`;
  const { prepare, binding } = addonPaths(folder);
  const parts = [
    join(folder.stamps, `${LAST_STEP}.json`),
    prepare,
    binding,
    folder.packages,
    folder.libraries,
  ];
  const missing = parts.find((part) => !existsSync(part));
  return missing === undefined
    ? null
    : `its installation is not finished ("${missing}" is missing); go on with: ${installCommandOf(device)}`;
}
