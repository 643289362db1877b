import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { type Device, engineNameOf, TENSORFLOW_VERSION } from "./versions.ts";

/**
 * Where installed engines lie: `UNDERCOAT_CACHE`, else `undercoat/engines` in the user's cache folder
 * (`XDG_CACHE_HOME`, else `~/.cache`).
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { UNDERCOAT_CACHE: asked, XDG_CACHE_HOME: cache } = environment;
  if (asked) return resolve(asked);
  return join(cache ? resolve(cache) : join(homedir(), ".cache"), "undercoat", "engines");
}

/** Paths of one installed engine. */
export interface EngineFolder {
  readonly folder: string;
  /** The lock file that says who installs. */
  readonly lock: string;
  /** One file per finished step. */
  readonly stamps: string;
  /** The npm packages; `package.json` and `node_modules` lie here. */
  readonly packages: string;
  readonly wheels: string;
  /** Libraries in the layout of a Python site: `tensorflow/`, `nvidia/`. */
  readonly libraries: string;
  readonly addons: string;
}

/** The paths of the engine of `device` in a cache folder. */
export function engineFolder(device: Device, cache: string = cacheFolder()): EngineFolder {
  const folder = join(cache, `${engineNameOf(device)}-${TENSORFLOW_VERSION}`);
  return {
    folder,
    lock: join(folder, "install.lock"),
    stamps: join(folder, "steps"),
    packages: join(folder, "packages"),
    wheels: join(folder, "wheels"),
    libraries: join(folder, "libraries"),
    addons: join(folder, "addons"),
  };
}

/** The addons: one that prepares the process, and tfjs-node's, which is TensorFlow. */
export function addonPaths({ addons }: Pick<EngineFolder, "addons">): {
  readonly prepare: string;
  readonly binding: string;
} {
  return { prepare: join(addons, "prepare.node"), binding: join(addons, "tfjs_binding.node") };
}
