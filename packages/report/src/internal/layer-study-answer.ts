import type { LayerStudyData } from "../layer-study-data.ts";
import { definitions, list, paragraph, type Section, scrollTable, subheading } from "./html.ts";

/** The answer first: which layers to keep, how sure that is, and whether both ways of asking agree. */
export function studyAnswer(data: LayerStudyData): Section {
  const cautions = [
    data.seeds.length === 1
      ? "One seed: no interval anywhere, so nothing here is shown."
      : `${data.seeds.length} seeds (${data.seeds.join(", ")}): every interval is a 95 % interval over them${data.seeds.length < 5 ? ", and wide" : ""}.`,
    "The swap test puts one group of the model trained on noisy labels into the clean one and scores it: it shows a cause. Divergence only shows what moved.",
    "A group that is safe to keep is not one that must be frozen: whether freezing pays is measured by undercoat layers plan --check.",
  ];
  const notes = `<div class="cautions" role="note">\n${subheading("How to read the numbers")}\n${list(cautions)}\n</div>`;
  return { id: "findings", heading: "Which layers to keep", body: [list(data.findings), notes] };
}

/** Rank correlation of divergence and swap test, pair by pair. */
export function agreementSection({ agreement }: LayerStudyData): Section {
  if (agreement.length === 0) return { id: "agreement", heading: "Divergence against swap test", body: [] };
  const table = {
    caption:
      "Rank correlation over layer groups between ratio to the null and what the noisy group costs in the clean model",
    columns: [
      { label: "labels" },
      { label: "measure" },
      ...["rank correlation", "low", "high"].map((label) => ({ label, numeric: true, digits: 2 })),
      { label: "groups", numeric: true, digits: 0 },
    ],
    rows: agreement.map(({ candidate, measure, rho, interval, groups }) => [
      candidate,
      measure,
      rho,
      interval?.[0] ?? null,
      interval?.[1] ?? null,
      groups,
    ]),
  };
  const intro = paragraph(
    "1: what moved most also matters most. 0: divergence says nothing about what matters. Intervals resample the layer groups.",
  );
  return { id: "agreement", heading: "Divergence against swap test", body: [intro, scrollTable(table)] };
}

/** What the numbers cannot see, and what made them. */
export function studyRecord(data: LayerStudyData): Section {
  const record = [
    ["Clean training", data.reference],
    ["Steps", data.steps.join(", ")],
    ["Seeds", data.seeds.join(", ")],
    ["Engine", data.engine],
    ...data.candidates.map(({ name, labels, noise, noiseRate }): [string, string] => [
      name,
      `labels "${labels}"${noise === null ? "" : ` with simulated noise ${noise}`}, ${noiseRate === null ? "unknown share" : `${(100 * noiseRate).toFixed(1)} %`} of pixels wrong`,
    ]),
  ] as [string, string][];
  return {
    id: "record",
    heading: "What these numbers cannot see",
    body: [list(data.notes), subheading("Record"), definitions(record)],
  };
}
