import type { SourceRecord } from "./source-record.ts";

/** A file that was made, such as a model. */
export interface OutputRecord {
  readonly file: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  /** What it is, such as `model`, `map` or `report`. */
  readonly kind: string;
}

/** The work that made outputs of inputs. */
export interface ActivityRecord {
  readonly name: string;
  /** ISO 8601; null where it is not known. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Programs and their versions. */
  readonly software: Readonly<Record<string, string>>;
}

/** Inputs, work and outputs of a run; without work and outputs, of data alone. */
export interface ProvenanceRecord {
  readonly name: string;
  readonly sources: readonly SourceRecord[];
  readonly activity: ActivityRecord | null;
  readonly outputs: readonly OutputRecord[];
}

/** What an output owes to its inputs. */
export interface Inherited {
  /** Licences of the inputs, each once; null stands for "none recorded". */
  readonly licences: readonly (string | null)[];
  readonly attributions: readonly string[];
  readonly openPoints: readonly string[];
  /** Sources whose labels are machine-made, simulated or rule-made. */
  readonly machineMade: readonly string[];
}

const MACHINES = ["machine-made", "simulated", "rule-made"];

/** What outputs take over from all of their inputs: nothing is dropped and nothing is weighed. */
export function inheritedOf(sources: readonly SourceRecord[]): Inherited {
  return {
    licences: [...new Set(sources.map(({ licence }) => licence))],
    attributions: [
      ...new Set(sources.flatMap(({ attribution }) => (attribution === null ? [] : [attribution]))),
    ],
    openPoints: sources.flatMap(({ name, licenceBasis, openPoints }) => [
      ...(licenceBasis === "stated" ? [] : [`${name}: its licence is ${licenceBasis}`]),
      ...openPoints.map((point) => `${name}: ${point}`),
    ]),
    machineMade: sources.filter(({ method }) => MACHINES.includes(method ?? "")).map(({ name }) => name),
  };
}
