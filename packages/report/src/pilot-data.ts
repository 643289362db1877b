import type { ReportInput, ReportPanel, ReportScheme, ReportSetting, ReportTiming } from "./report-data.ts";
import type { RoiData } from "./roi-data.ts";
import type { StudyPageCurves } from "./study-data.ts";

/** How far noisy labels are from clean ones; shares of 1. */
export interface PilotPageLabels {
  readonly name: string;
  readonly windows: number;
  readonly pixels: number;
  readonly noiseRate: number | null;
  readonly interval: readonly [number, number] | null;
  readonly classes: readonly {
    readonly name: string;
    readonly clean: number;
    readonly noisy: number;
    readonly iou: number | null;
  }[];
  /** By what they are wrong, one sentence each. */
  readonly verdicts: readonly string[];
}

/** A gain in shares of 1, with its interval over seeds. */
export interface PilotPageGain {
  readonly patches: number;
  readonly reference: string;
  readonly mean: number;
  readonly interval: readonly [number, number] | null;
  readonly n: number;
}

/** What the audit of the data says. */
export interface PilotPageAudit {
  readonly open: number;
  readonly findings: readonly {
    readonly rule: string;
    readonly title: string;
    readonly outcome: string;
    readonly isOpen: boolean;
    readonly details: readonly string[];
    readonly who: string;
    readonly question: string;
  }[];
}

/** Everything that {@link renderPilot} shows; null is a stage that is not there, and the page says so. */
export interface PilotData {
  readonly title: string;
  readonly generatedBy: string;
  readonly verdict: "worth it" | "not worth it" | "cannot tell yet" | null;
  /** The answer in plain words, the most important first. */
  readonly answer: readonly string[];
  /** What has to be known to read the numbers. */
  readonly cautions: readonly string[];
  readonly scheme: ReportScheme;
  readonly panels: readonly ReportPanel[];
  readonly labels: PilotPageLabels | null;
  readonly candidate: string;
  readonly gains: readonly PilotPageGain[];
  readonly curves: readonly StudyPageCurves[];
  readonly roi: RoiData | null;
  readonly audit: PilotPageAudit | null;
  readonly config: readonly ReportSetting[];
  readonly environment: Readonly<Record<string, string | number | boolean | null>>;
  readonly inputs: readonly ReportInput[];
  readonly timings: readonly ReportTiming[];
  /** Commands that repeat it, one a line. */
  readonly commands: readonly string[];
}
