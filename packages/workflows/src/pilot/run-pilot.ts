import { existsSync } from "node:fs";
import path from "node:path";
import { writeFileAtomic, writeJsonAtomic } from "@undercoat/files";
import { renderPilot } from "@undercoat/report";
import type { LoadedConfig } from "../config/load-config.ts";
import { isWorkflowError, WorkflowError } from "../errors.ts";
import { auditData } from "../files/audit/audit-data.ts";
import { readResult } from "../judge/read-result.ts";
import { loadRunData, type RunData } from "../run/load-run-data.ts";
import { mergeStudy } from "../study/merge-study.ts";
import { planStudy } from "../study/plan-study.ts";
import { runStudy } from "../study/run-study.ts";
import { checkLabels } from "./check-labels.ts";
import { type OpenedPilot, openPilot } from "./open-pilot.ts";
import { patchHectares } from "./patch-hectares.ts";
import { pilotAnswer } from "./pilot-answer.ts";
import { type PilotAudit, type PilotFile, PilotLabels } from "./pilot-files.ts";
import { assessPilot } from "./pilot-money.ts";
import type { PilotOptions, PilotReport } from "./pilot-options.ts";
import { pilotPageData } from "./pilot-page.ts";
import { pilotPanels } from "./pilot-panels.ts";
import { pilotStudy } from "./pilot-study.ts";

/** Where the stages begin, as shares of the whole. */
const BEGINS = { study: 0.03, pictures: 0.95, money: 0.97, audit: 0.98, page: 0.99 } as const;

/**
 * The first project with noisy labels, from files to a recommendation: checks the labels, trains a small study (random
 * against noisy pretraining and its permuted control, at three numbers of clean patches), counts the money, audits the
 * data, and writes one page. Each stage is kept; killed at any moment, it goes on with `resume`.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for a config without noisy labels; `RUN_FOLDER` for a folder with another pilot,
 *   or inputs that changed; `INTERRUPTED`.
 * @throws {RoiError} For assumptions that do not hold what they should.
 *
 * @example
 * ```ts
 * const options = { out: "pilot", jobs: 2, date: "2026-11-27" };
 * for await (const { fraction, status } of runPilot("undercoat.yaml", options)) show(fraction, status);
 * const { answer } = await readPilot("pilot");
 * ```
 */
export async function* runPilot(configFile: string, options: PilotOptions): AsyncGenerator<PilotReport> {
  let read: Promise<RunData> | undefined;
  const load = ({ config }: LoadedConfig) => (read ??= loadRunData(config));
  yield { fraction: 0, status: "reading the data and timing some steps" };
  const pilot = await openPilot(configFile, options, load);
  const { folder, file, loaded } = pilot;
  const data = await load(loaded);
  yield { fraction: 0, status: `checking the labels "${file.labels}"` };
  const labels = await checkedLabels(pilot, data);
  const study = path.join(folder, "study");
  if (!existsSync(path.join(study, "manifest.jsonl")))
    await planStudy(pilotStudy(file.config, file.labels, file.scale), { out: study });
  yield* doStudy(study, options);
  const table = await mergeStudy(study);
  yield { fraction: BEGINS.pictures, status: "predicting the test windows for the page" };
  const panels = await pilotPanels(pilot, data, study);
  yield { fraction: BEGINS.money, status: "counting the money" };
  const hectares = patchHectares(loaded.config, data);
  const assumptions = assumptionsOf(pilot, options);
  const roi = await assessPilot(folder, {
    table,
    labels: file.labels,
    assumptions,
    patchHectares: hectares,
  });
  yield { fraction: BEGINS.audit, status: "auditing the data" };
  const audit = await auditPilot(pilot, options.date);
  yield { fraction: BEGINS.page, status: "writing the page" };
  const findings = { labels, table, roi, audit };
  const answer = pilotAnswer(findings, file);
  const page = await pilotPageData({ pilot, findings, answer, panels, data });
  await writeFileAtomic(path.join(folder, "report.html"), renderPilot(page));
  const finished: PilotFile = { ...file, answer };
  await writeJsonAtomic(path.join(folder, "pilot.json"), finished);
  yield { fraction: 1, status: "done" };
}

/** The file that is asked for now; else that of the first time, until its copy is in the folder. */
function assumptionsOf({ folder, file }: OpenedPilot, { assumptions }: PilotOptions): string | null {
  return assumptions ?? (existsSync(path.join(folder, "roi.json")) ? null : file.assumptions);
}

async function* doStudy(study: string, { jobs, signal, out }: PilotOptions): AsyncGenerator<PilotReport> {
  const share = BEGINS.pictures - BEGINS.study;
  try {
    for await (const { fraction, status } of runStudy(study, {
      jobs,
      ...(signal === undefined ? {} : { signal }),
    }))
      yield { fraction: BEGINS.study + share * fraction, status };
  } catch (cause) {
    if (!isWorkflowError(cause, "INTERRUPTED")) throw cause;
    throw new WorkflowError("INTERRUPTED", {
      message: `interrupted; every training has a checkpoint in "${out}": --resume goes on`,
      context: { folder: out },
      cause,
    });
  }
}

async function checkedLabels({ folder, file, loaded }: OpenedPilot, data: RunData): Promise<PilotLabels> {
  const place = path.join(folder, "labels.json");
  if (existsSync(place)) return readResult(place, PilotLabels);
  const made = await checkLabels(loaded.config, data, file.labels);
  await writeJsonAtomic(place, made);
  return made;
}

/** Audited anew each time: files and descriptions may have changed since. */
async function auditPilot({ folder, file }: OpenedPilot, date: string): Promise<PilotAudit> {
  const { audit } = await auditData(file.config, { date });
  const found: PilotAudit = {
    open: audit.open,
    findings: audit.findings.map(({ rule, title, outcome, isOpen, details, who, question }) => {
      return { rule, title, outcome, isOpen, details: [...details], who, question };
    }),
  };
  await writeJsonAtomic(path.join(folder, "audit.json"), found);
  return found;
}
