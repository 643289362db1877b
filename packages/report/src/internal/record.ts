import type { ReportData, ReportInput, ReportTiming } from "../report-data.ts";
import { details, list, type Section, scrollTable, subheading } from "./html.ts";

/** Files that went in, with licences, attributions and open points. */
export function inputsSection({ inputs }: Pick<ReportData, "inputs">): Section {
  if (inputs.length === 0) return { id: "inputs", heading: "Data and licences", body: [] };
  const open = inputs.flatMap(({ name, openPoints }) => openPoints.map((point) => `${name}: ${point}`));
  const unknown = inputs
    .filter(({ licence }) => licence === null)
    .map(({ name }) => `${name}: licence unknown`);
  const attributions = [
    ...new Set(inputs.flatMap(({ attribution }) => (attribution === null ? [] : [attribution]))),
  ];
  const body = [
    ...(attributions.length === 0 ? [] : [subheading("Attributions"), list(attributions)]),
    ...(open.length + unknown.length === 0 ? [] : [subheading("Open points"), list([...unknown, ...open])]),
    details("Every input file", [scrollTable(inputTable(inputs))], inputs.length <= 12),
  ];
  return { id: "inputs", heading: "Data and licences", body };
}

function inputTable(inputs: readonly ReportInput[]) {
  const columns = ["file", "licence", "date", "CRS", "SHA-256"].map((label) => ({ label }));
  const rows = inputs.map(({ name, licence, date, crs, sha256 }) => [
    name,
    licence ?? "unknown",
    date ?? "unknown",
    crs ?? "unknown",
    sha256,
  ]);
  return { caption: "Input files", columns, rows };
}

/** What it takes to repeat the run: config, environment and time spent. */
export function recordSection({
  config,
  environment,
  timings,
}: Pick<ReportData, "config" | "environment" | "timings">): Section {
  const settings = config.map(({ key, value, origin }) => [
    key,
    JSON.stringify(value) ?? "undefined",
    origin,
  ]);
  const machine = Object.entries(environment).map(([name, value]) => [name, String(value)]);
  const columns = (...labels: string[]) => labels.map((label) => ({ label }));
  const configTable = {
    caption: "Resolved config",
    columns: columns("key", "value", "from"),
    rows: settings,
  };
  const machineTable = { caption: "Environment", columns: columns("what", "value"), rows: machine };
  const body = [
    settings.length === 0
      ? ""
      : details("Config, with the origin of every value", [scrollTable(configTable, "loose")]),
    machine.length === 0 ? "" : details("Environment", [scrollTable(machineTable, "loose")]),
    timings.length === 0 ? "" : details("Time spent", [scrollTable(timeTable(timings))]),
  ];
  return { id: "record", heading: "How to repeat this run", body: body.filter((part) => part !== "") };
}

function timeTable(timings: readonly ReportTiming[]) {
  const sum = (key: "seconds" | "batchSeconds") => timings.reduce((total, timing) => total + timing[key], 0);
  const all = { stage: "all stages", seconds: sum("seconds"), batchSeconds: sum("batchSeconds") };
  const seconds = { label: "seconds", numeric: true, digits: 1 };
  const share = { label: "drawing or waiting for batches, %", numeric: true, digits: 1 };
  const rows = [...timings, all].map((timing) => [
    timing.stage,
    timing.seconds,
    timing.seconds === 0 ? 0 : (100 * timing.batchSeconds) / timing.seconds,
  ]);
  return { caption: "Wall time", columns: [{ label: "stage" }, seconds, share], rows };
}
