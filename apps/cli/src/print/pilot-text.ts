import type { PilotFile } from "@undercoat/workflows";

const VERDICTS = {
  "worth it": "Worth it.",
  "not worth it": "Not worth it.",
  "cannot tell yet": "Cannot tell yet.",
} as const;

/** The recommendation of a pilot for a terminal. */
export function pilotText({ answer }: PilotFile, page: string): string {
  if (answer === null) return "The pilot is not finished: go on with --resume.";
  return [VERDICTS[answer.verdict], ...answer.lines.map((line) => `- ${line}`), `Report: ${page}`].join("\n");
}
