import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { EnginesError } from "../../errors.ts";
import { gigabytes } from "./check-machine.ts";
import type { InstallContext, InstallStep } from "./install-step.ts";
import { fillFolder } from "./part-folder.ts";
import { runTool } from "./run-tool.ts";
import { readStamp, removeStamp, writeStamp } from "./stamps.ts";
import { wheelOf } from "./wheels.ts";

/** Unpacks libraries and headers; the wheels that were fetched are then removed. */
export const librariesStep: InstallStep = {
  name: "libraries",
  tools: ["python3"],
  intent: (context) => `unpacking libraries and headers (${gigabytes(librariesStep.bytes(context))})`,
  bytes: ({ pinned }) => pinned.reduce((sum, { bytes }) => sum + bytes.unpacked, 0),
  finished: async (context) => {
    const result = await librariesFinished(context);
    if (result !== null) await rm(context.folder.wheels, { recursive: true, force: true }); // a kill may have left them
    return result;
  },
  async run(context) {
    const { libraries, wheels } = context.folder;
    await removeStamp(context, "libraries");
    await fillFolder(libraries, (part) => unpackAll(context, part));
    const files = await readdir(libraries, { recursive: true, withFileTypes: true });
    const result = `${files.filter((file) => file.isFile()).length} files, checksums recorded`;
    await writeStamp(context, "libraries", {
      inputs: inputsOf(context),
      result,
      files: files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name)),
    });
    await rm(wheels, { recursive: true, force: true });
    return result;
  },
};

/** The recorded result of unpacking, where every library is still what it was; else `null`. */
export function librariesFinished(context: InstallContext): Promise<string | null> {
  return readStamp(context, "libraries", inputsOf(context));
}

function inputsOf({ pinned }: InstallContext): unknown {
  return pinned.map(({ name, version, members }) => [name, version, members]);
}

async function unpackAll(context: InstallContext, folder: string): Promise<void> {
  for (const wanted of context.pinned) {
    const wheel = await wheelOf(context, wanted);
    if (wheel === null) {
      throw new EnginesError("INSTALL_FAILED", {
        message: `the wheel of ${wanted.name} went away while it was to be unpacked; repeat the command`,
        context: { package: wanted.name },
      });
    }
    await runTool(context, "python3", ["-c", UNPACK, wheel, folder, wanted.members], {
      failure: `the wheel of ${wanted.name} could not be unpacked`,
    });
  }
}

/** Python is there already, for pip, and its `zipfile` checks every member's sum and path. */
const UNPACK = `
import os, re, sys, zipfile
wheel, folder, members = sys.argv[1:]
wanted = re.compile(members)
with zipfile.ZipFile(wheel) as archive:
    for member in archive.infolist():
        if wanted.fullmatch(member.filename) and not member.is_dir():
            path = archive.extract(member, folder)
            os.chmod(path, (member.external_attr >> 16) & 0o777 | 0o600)
`;
