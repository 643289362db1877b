import { existsSync } from "node:fs";
import path from "node:path";
import { type DataDescription, SourceDescription, type SourceRecord } from "@undercoat/provenance";
import type { ResolvedConfig } from "../../config/run-config.ts";
import { inputFiles, type NamedInput } from "../../run/input-files.ts";
import { filesOf } from "./described-sources.ts";
import { readDescription } from "./description-file.ts";
import { readFileRecord } from "./file-record.ts";

/** Name of the description that lies beside the data of a run. */
const BESIDE = "provenance.yaml";

/** What a run reads, grouped by source, and the description beside the data where there is one. */
export interface RunSources {
  readonly sources: readonly SourceRecord[];
  readonly description: DataDescription | null;
}

/**
 * The files that a config reads, with the hashes that a run recorded. They take their origin from `provenance.yaml` in
 * the data's folder, else from `data.provenance` of the config; what neither describes is a source about which nothing is known.
 */
export async function runSources(
  config: ResolvedConfig,
  recorded: ReadonlyMap<string, string>,
): Promise<RunSources> {
  const beside = path.join(config.data.root, BESIDE);
  const description = existsSync(beside) ? await readDescription(beside) : null;
  const inputs = inputFiles(config);
  const groups =
    description === null ? configGroups(inputs) : await describedGroups(description, config, inputs);
  const sources: SourceRecord[] = [];
  for (const { source, files } of groups) {
    const records: SourceRecord["files"][number][] = [];
    for (const file of files) {
      const recordedSha256 = recorded.get(file) ?? null;
      records.push(await readFileRecord(path.join(config.data.root, file), { shown: file, recordedSha256 }));
    }
    sources.push({ ...source, files: records });
  }
  return { sources, description };
}

interface Group {
  readonly source: SourceDescription;
  readonly files: readonly string[];
}

async function describedGroups(
  description: DataDescription,
  config: ResolvedConfig,
  inputs: readonly NamedInput[],
): Promise<readonly Group[]> {
  const used = new Set(inputs.map(({ file }) => path.posix.normalize(file)));
  const groups: Group[] = [];
  for (const source of description.sources) {
    const files = (await filesOf(source, config.data.root)).filter((file) =>
      used.has(path.posix.normalize(file)),
    );
    if (files.length > 0) groups.push({ source, files });
  }
  const described = new Set(groups.flatMap(({ files }) => files.map(path.posix.normalize)));
  const strangers = inputs.filter(({ file }) => !described.has(path.posix.normalize(file)));
  const kept = new Set(groups.map(({ source }) => source.name));
  return [
    // what a source was made from may not be read by the run itself
    ...groups.map(({ source, files }) => ({
      source: { ...source, derivedFrom: source.derivedFrom.filter((name) => kept.has(name)) },
      files,
    })),
    ...byName(strangers).map(([name, files]) => ({
      source: bareSource(`${name}, not described`, files[0]!.role, files),
      files: files.map(({ file }) => file),
    })),
  ];
}

function configGroups(inputs: readonly NamedInput[]): readonly Group[] {
  return byName(inputs).map(([name, files]) => {
    const { role, provenance } = files[0]!;
    return {
      source: { ...bareSource(name, role, files), ...provenance },
      files: files.map(({ file }) => file),
    };
  });
}

function bareSource(name: string, role: NamedInput["role"], files: readonly NamedInput[]): SourceDescription {
  return SourceDescription.parse({ name, role, files: files.map(({ file }) => file) });
}

function byName(inputs: readonly NamedInput[]): [string, NamedInput[]][] {
  const names = [...new Set(inputs.map(({ name }) => name))];
  return names.map((name) => [name, inputs.filter((input) => input.name === name)]);
}
