import { readdir, rename, rm, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { makeFolder, sha256File } from "@undercoat/files";
import { EnginesError } from "../../errors.ts";
import { engineNameOf } from "../versions.ts";
import { gigabytes } from "./check-machine.ts";
import type { InstallContext, InstallStep } from "./install-step.ts";
import { librariesFinished } from "./libraries.ts";
import { fillFolder } from "./part-folder.ts";
import type { PinnedPackage } from "./pinned-wheels.ts";
import { runTool } from "./run-tool.ts";

/** Fetches the wheels by pip, or takes those that were given, and verifies their checksums. */
export const wheelsStep: InstallStep = {
  name: "wheels",
  tools: ["python3"],
  intent: (context) => {
    const total = context.pinned.reduce((sum, { bytes }) => sum + bytes.wheel, 0);
    return `fetching ${context.pinned.map(titleOf).join(", ")} by pip (${gigabytes(total)}), or taking what was given`;
  },
  bytes: ({ pinned }) => pinned.reduce((sum, { bytes }) => sum + bytes.wheel, 0),
  async finished(context) {
    if (context.givenWheels.length > 0) return null; // what is given is always verified
    if ((await librariesFinished(context)) !== null) return "unpacked already";
    for (const wanted of context.pinned) if ((await wheelOf(context, wanted)) === null) return null;
    return "fetched already, checksums right";
  },
  async run(context) {
    const given = await givenWheels(context);
    if ((await librariesFinished(context)) !== null) return "checksums right; unpacked already";
    await makeFolder(context.folder.wheels);
    for (const wanted of context.pinned) {
      const file = given.get(wanted);
      if (file !== undefined) await link(context, file, wanted);
      else if ((await wheelOf(context, wanted)) === null) await fetchWheel(context, wanted);
    }
    return `${context.pinned.length} wheel(s), checksums right`;
  },
};

/** The wheel of a package in the cache folder, where it is there with its checksum. */
export async function wheelOf({ folder }: InstallContext, { wheels }: PinnedPackage): Promise<string | null> {
  const present = await readdir(folder.wheels).catch(() => []); // no folder: no wheel
  for (const name of present.filter((name) => name in wheels)) {
    const path = join(folder.wheels, name);
    if ((await sha256File(path).catch(() => null)) === wheels[name]) return path; // unreadable: fetch again
  }
  return null;
}

/**
 * The wheels that the user gave, by package.
 *
 * @throws {EnginesError} `INSTALL_REFUSED` for a file whose checksum is none of the pinned ones.
 */
export async function givenWheels({
  givenWheels: paths,
  pinned,
  device,
}: InstallContext): Promise<Map<PinnedPackage, string>> {
  const found = new Map<PinnedPackage, string>();
  for (const path of paths) {
    const sum = await sha256File(path);
    const match = pinned.find(({ wheels }) => Object.values(wheels).includes(sum));
    if (match === undefined) throw unknownWheel(path, sum, pinned[0] as PinnedPackage, engineNameOf(device));
    found.set(match, resolve(path));
  }
  return found;
}

function unknownWheel(path: string, sum: string, wanted: PinnedPackage, engine: string): EnginesError {
  const names = Object.keys(wanted.wheels).sort();
  return new EnginesError("INSTALL_REFUSED", {
    message: `"${path}" has SHA-256 ${sum}, which is none of the ${names.length} wheels of ${titleOf(wanted)} that "${engine}" is tested with; give one of ${names.map((name) => `"${name}"`).join(", ")} unchanged`,
    context: { path, sum, wheels: wanted.wheels },
  });
}

async function link({ folder }: InstallContext, file: string, { wheels }: PinnedPackage): Promise<void> {
  const name = Object.keys(wheels)[0] as string;
  const sum = await sha256File(file);
  const named = Object.entries(wheels).find(([, known]) => known === sum)?.[0] ?? name;
  await rm(join(folder.wheels, named), { force: true });
  await symlink(file, join(folder.wheels, named));
}

async function fetchWheel(context: InstallContext, wanted: PinnedPackage): Promise<void> {
  const [name, sum] = Object.entries(wanted.wheels)[0] as [string, string];
  const landing = join(context.folder.wheels, "fetched");
  await fillFolder(landing, async (part) => {
    await runTool(context, "python3", pipArguments(wanted, part), {
      cwd: part,
      env: { TMPDIR: part }, // so that the space is taken where it was asked for, and a killed run's rest is found
      failure: `${titleOf(wanted)} could not be fetched`,
      advice: "repeat the command, or fetch the wheel elsewhere and give it with --wheel",
    });
    await refuseOther(join(part, name), sum, wanted);
    await rename(join(part, name), join(context.folder.wheels, name));
  });
  await rm(landing, { recursive: true });
}

async function refuseOther(path: string, expected: string, wanted: PinnedPackage): Promise<void> {
  const sum = await sha256File(path);
  if (sum === expected) return;
  throw new EnginesError("INSTALL_REFUSED", {
    message: `the fetched wheel of ${titleOf(wanted)} has SHA-256 ${sum}, expected ${expected}: the download is broken or not the original; repeat the command, or give the original with --wheel`,
    context: { sum, expected },
  });
}

/** The wheel of one Python release whatever Python runs pip: only its libraries are used. */
function pipArguments({ name, version, wheels }: PinnedPackage, folder: string): string[] {
  const [platform = ""] = Object.keys(wheels)[0]?.split("-").at(-1)?.split(".") ?? [];
  const target = [
    "--platform",
    platform,
    "--python-version",
    "3.11",
    "--implementation",
    "cp",
    "--abi",
    "cp311",
  ];
  const quiet = ["--no-input", "--disable-pip-version-check", "--no-cache-dir", "--quiet"];
  const what = ["--no-deps", "--only-binary=:all:", "--dest", folder, `${name}==${version}`];
  return ["-m", "pip", "download", ...quiet, ...target, ...what];
}

function titleOf({ name, version }: PinnedPackage): string {
  return `${name} ${version}`;
}
