import { existsSync, statSync } from "node:fs";
import path from "node:path";
import {
  type Acceptance,
  type Audit,
  auditSources,
  type IntendedUse,
  ProvenanceError,
  type ProvenanceRecord,
  type SourceRecord,
  type StacModel,
} from "@undercoat/provenance";
import * as z from "zod";
import { loadConfig } from "../../config/load-config.ts";
import { type ResolvedConfig, RunConfig } from "../../config/run-config.ts";
import { WorkflowError } from "../../errors.ts";
import { readResult } from "../../judge/read-result.ts";
import { describedSources } from "./described-sources.ts";
import { checkDescription, readYamlFile } from "./description-file.ts";
import { runOutputs } from "./run-outputs.ts";
import { runSources } from "./run-sources.ts";

/** What {@link auditData} takes. */
export interface AuditDataOptions {
  /** `rule=reason` or `rule:source=reason`, as a person types it. */
  readonly accept?: readonly string[];
  /** Day of the audit, `2026-11-27`: the date of what is accepted now. */
  readonly date: string;
}

/** An audit, and what it is about. */
export interface DataAudit {
  readonly kind: "run" | "config" | "data description";
  readonly audit: Audit;
  readonly record: ProvenanceRecord;
  readonly classes: ResolvedConfig["data"]["scheme"]["classes"];
  readonly models: readonly StacModel[];
  /** The run folder; null where there is none. */
  readonly folder: string | null;
}

interface Subject extends Omit<DataAudit, "audit"> {
  readonly use: IntendedUse;
  readonly accepted: readonly Acceptance[];
}

const UNDECIDED: IntendedUse = { commercial: null, publish: null };
const RecordedInputs = z.array(z.object({ file: z.string(), sha256: z.string() }));

/**
 * Audits the data of a run folder, of a config, or of a data description: reads their files, compares hashes, and judges
 * them by every rule.
 *
 * @throws {ProvenanceError} `DESCRIPTION_REFUSED`, `RULE_UNKNOWN`, `ACCEPTANCE_REFUSED`
 * @throws {WorkflowError} `CONFIG_KEY`, `CONFIG_VALUE`, `RUN_FOLDER`
 */
export async function auditData(target: string, { accept = [], date }: AuditDataOptions): Promise<DataAudit> {
  const typed = accept.map((text) => parseAcceptance(text, date));
  const { use, accepted, ...subject } = await readSubject(target, date);
  const { name, sources } = subject.record;
  return { ...subject, audit: auditSources({ name, sources, use, accepted: [...accepted, ...typed] }) };
}

async function readSubject(target: string, date: string): Promise<Subject> {
  if (existsSync(target) && statSync(target).isDirectory()) return readRun(target, date);
  const value = await readYamlFile(target);
  if (!("sources" in value) && "data" in value) {
    const { config } = await loadConfig(target);
    return { ...(await subjectOf(config, new Map())), kind: "config" };
  }
  const description = checkDescription(target, value);
  const sources = await describedSources(description, path.dirname(target));
  const { name, use, accepted } = description;
  const record = { name, sources, activity: null, outputs: [] };
  return { kind: "data description", record, use, accepted, classes: [], models: [], folder: null };
}

async function readRun(folder: string, date: string): Promise<Subject> {
  const at = (file: string) => path.join(folder, file);
  for (const file of ["config.json", "inputs.json"])
    if (!existsSync(at(file)))
      throw new WorkflowError("RUN_FOLDER", {
        message: `"${folder}" holds no "${file}", so it is no run folder; give a run folder, a config or a data description`,
        context: { folder, file },
      });
  const { config } = await readResult(at("config.json"), z.object({ config: RunConfig }));
  const inputs = await readResult(at("inputs.json"), RecordedInputs);
  const subject = await subjectOf(config, new Map(inputs.map(({ file, sha256 }) => [file, sha256])));
  const { outputs, models, software } = await runOutputs(folder, config, `${date}T00:00:00Z`);
  const activity = { name: config.name, startedAt: null, endedAt: null, software };
  return { ...subject, kind: "run", record: { ...subject.record, activity, outputs }, models, folder };
}

async function subjectOf(
  config: ResolvedConfig,
  recorded: ReadonlyMap<string, string>,
): Promise<Omit<Subject, "kind">> {
  const { sources, description } = await runSources(config, recorded);
  const { use, accepted } = description ?? { use: UNDECIDED, accepted: [] };
  return {
    record: { name: config.name, sources, activity: null, outputs: [] },
    use,
    accepted: accepted.filter(({ source }) => source === undefined || isThere(source, sources)),
    classes: config.data.scheme.classes,
    models: [],
    folder: null,
  };
}

/** A description may accept points of sources that this run does not read. */
function isThere(name: string, sources: readonly SourceRecord[]): boolean {
  return sources.some((source) => source.name === name);
}

/** @throws {ProvenanceError} `ACCEPTANCE_REFUSED` */
function parseAcceptance(text: string, date: string): Acceptance {
  const [, rule = "", source, reason = ""] = /^([^=:]+)(?::([^=]+))?=(.*)$/s.exec(text) ?? [];
  if (rule.trim() === "" || reason.trim() === "")
    throw new ProvenanceError("ACCEPTANCE_REFUSED", {
      message: `--accept is "${text}", expected rule=reason or rule:source=reason; say why the point is accepted`,
      context: { text },
    });
  const named = source === undefined ? {} : { source: source.trim() };
  return { rule: rule.trim(), ...named, reason: reason.trim(), date };
}
