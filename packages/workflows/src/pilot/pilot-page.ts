import path from "node:path";
import { createRng } from "@undercoat/random";
import type { PilotData, ReportPanel } from "@undercoat/report";
import { learningCurves } from "@undercoat/studies";
import { settingsOf } from "../judge/settings-of.ts";
import { describeEnvironment, describeInputs } from "../run/describe-inputs.ts";
import type { RunData } from "../run/load-run-data.ts";
import { pageCurves } from "../study/study-report-data.ts";
import type { OpenedPilot } from "./open-pilot.ts";
import { type PilotFindings, pilotGains } from "./pilot-answer.ts";
import type { PilotVerdict } from "./pilot-files.ts";
import { comparedArms, SCORE } from "./pilot-study.ts";

/** Everything that the page of a pilot is made of. */
export interface PilotPageInputs {
  readonly pilot: OpenedPilot;
  readonly findings: PilotFindings;
  readonly answer: { readonly verdict: PilotVerdict; readonly lines: readonly string[] };
  readonly panels: readonly ReportPanel[];
  readonly data: RunData;
}

/** Data of the page. */
export async function pilotPageData(inputs: PilotPageInputs): Promise<PilotData> {
  const { pilot, findings, answer, panels, data } = inputs;
  const { loaded, file } = pilot;
  const { table, labels, roi, audit } = findings;
  const environment = await describeEnvironment("auto");
  const files = await describeInputs(loaded.config);
  const curves = learningCurves(table, { rng: createRng(0), score: SCORE });
  const compared: Record<string, string> = comparedArms(file.labels);
  const generatedBy = `undercoat ${environment["undercoat"]}`;
  return {
    title: `Pilot: ${file.name}, labels "${file.labels}"`,
    generatedBy,
    verdict: answer.verdict,
    answer: answer.lines,
    cautions: cautionsOf(pilot),
    scheme: data.scheme,
    panels,
    labels: { ...labels, name: labels.labels },
    candidate: compared["candidate"]!,
    gains: pilotGains(table, file.labels),
    curves: pageCurves(curves.panels).map(({ title, arms }) => ({
      title,
      arms: arms.filter(({ name }) => Object.values(compared).includes(name)),
    })),
    roi: { ...roi, generatedBy },
    audit,
    config: settingsOf(loaded),
    environment,
    inputs: files.map(({ file: name, ...rest }) => ({ name, ...rest })),
    timings: [],
    commands: commandsOf(pilot),
  };
}

function cautionsOf({ file }: OpenedPilot): string[] {
  const { seeds, patches, pretrainSteps, finetuneSteps } = file.scale;
  const { candidate, reference, control } = comparedArms(file.labels);
  return [
    `${seeds.length} seeds, ${patches.join(", ")} clean patches, ${pretrainSteps} steps on noisy labels and ${finetuneSteps} on clean ones. Intervals are over seeds: another draw of weights and order, not other scenes.`,
    `The answer is about one comparison that was chosen beforehand: "${candidate}", the whole model trained on the noisy labels and then on the clean patches, against "${reference}", the clean patches alone, with "${control}", labels that belong to other images, as the control.`,
    "Three numbers of patches are three tests: one in twenty would look like a gain by chance.",
  ];
}

function commandsOf({ file, folder }: OpenedPilot): string[] {
  const name = path.basename(folder);
  const minutes = Math.round(file.budgetSeconds / 60);
  const costs = file.assumptions === null ? "" : ` --assumptions ${path.basename(file.assumptions)}`;
  return [
    `npx undercoat pilot ${path.basename(file.config)} --labels ${file.labels} --budget ${minutes}m${costs} --out ${name}`,
    `npx undercoat study report ${name}/study --score averagePrecision`,
    `npx undercoat roi ${name}/assumptions.yaml --curve ${name}/curve.csv --out roi.html`,
    `npx undercoat audit ${path.basename(file.config)} --out audit`,
  ];
}
