import type { EngineName } from "@undercoat/engines/options";
import type { EngineCheck, StandardStepName, StepTimes } from "./engine-report.ts";

/** What a process that holds one engine is asked for. */
export type EngineRequest =
  | { readonly kind: "start"; readonly engine: EngineName; readonly threads: number }
  | { readonly kind: "check"; readonly what: EngineCheck["name"] }
  /** Steps are run until `steps` are done or `seconds` are over, one at least. */
  | {
      readonly kind: "time";
      readonly step: StandardStepName;
      readonly steps: number;
      readonly seconds: number;
    };

/** What it answers. */
export interface EngineAnswers {
  readonly start: { readonly engine: string; readonly library: string };
  readonly check: EngineCheck;
  readonly time: StepTimes;
}

/** An answer as it crosses to the other process. */
export type EngineReply =
  | { readonly ok: true; readonly value: EngineAnswers[EngineRequest["kind"]] }
  | { readonly ok: false; readonly message: string };
