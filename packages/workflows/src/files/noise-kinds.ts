import { parse } from "yaml";
import { nearestWord } from "../config/nearest-word.ts";
import { yamlComplaint } from "../config/yaml-complaint.ts";
import { WorkflowError } from "../errors.ts";

/** The numbers of a noise that is named by its kind. */
export interface NoiseFlags {
  /** Its length in pixels. */
  readonly px?: number | undefined;
  /** Its rate, probability or share. */
  readonly rate?: number | undefined;
  /** Any other option, as `key=value`; values are YAML. */
  readonly set?: readonly string[] | undefined;
  /** Other labels by name: the first one is the earlier epoch, or what rules made. */
  readonly others?: Readonly<Record<string, string>>;
}

/** What a name means: a kind, options that go with it, and the options that `px`, `rate` and `others` set. */
interface NamedKind {
  readonly kind: string;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly px?: string;
  readonly rate?: string;
  readonly other?: string;
  /** Where the search for a level begins if no strength is given. */
  readonly first?: Readonly<Record<string, number>>;
  /** Whether `first` is one of several ways to say the strength: then any other option stands for it. */
  readonly hasWays?: boolean;
}

const BOUNDARY = { kind: "boundary", px: "radius", rate: "areaChange", first: { radius: 2 }, hasWays: true };
const FLIPS = { kind: "class-conditional", rate: "rate", first: { rate: 0.1 }, hasWays: true };
const SHIFT = { kind: "misregistration", px: "distance", first: { distance: 2 }, hasWays: true };

const NAMED: Readonly<Record<string, NamedKind>> = {
  "class-conditional": FLIPS,
  symmetric: FLIPS,
  pairflip: { ...FLIPS, more: { pattern: "pairflip" } },
  asymmetric: { kind: "class-conditional" },
  misregistration: SHIFT,
  shift: SHIFT,
  omission: { kind: "omission", rate: "probability", first: { probability: 0.1 } },
  commission: { kind: "commission", rate: "rate", first: { rate: 0.1 } },
  boundary: BOUNDARY,
  dilation: { ...BOUNDARY, more: { direction: "dilate", distance: "fixed" } },
  erosion: { ...BOUNDARY, more: { direction: "erode", distance: "fixed" } },
  "object-shift": { ...SHIFT, kind: "object-shift" },
  "object-affine": { kind: "object-affine", first: { rotation: 10 }, hasWays: true },
  displacement: { kind: "displacement", px: "distance", first: { distance: 2 } },
  elastic: { kind: "elastic", px: "alpha", rate: "probability", first: { alpha: 15 } },
  coarsening: { kind: "coarsening", px: "block", first: { block: 2 }, hasWays: true },
  simplification: { kind: "simplification", px: "tolerance", first: { tolerance: 2 } },
  outdated: { kind: "outdated", rate: "probability", other: "earlier", first: { probability: 0.1 } },
  "missing-tiles": { kind: "missing-tiles", px: "size", rate: "probability", first: { probability: 0.1 } },
  "rule-made": { kind: "rule-made", rate: "probability", other: "from", first: { probability: 0.1 } },
  "resampled-ids": { kind: "resampled-ids", first: { scale: 0.9 } },
  sequence: { kind: "sequence" },
  mixture: { kind: "mixture" },
};

/** Names of noises that the command takes. */
export const noiseNames: readonly string[] = Object.freeze(Object.keys(NAMED));

/** Options of a kind, as they would stand in a config; not yet checked. @throws {WorkflowError} `CONFIG_VALUE` */
export function noiseOfKind(
  name: string,
  { px, rate, set = [], others = {} }: NoiseFlags,
  { isScaled }: { readonly isScaled: boolean },
): Record<string, unknown> {
  const named = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (named === undefined) {
    const near = nearestWord(name, noiseNames);
    throw refusal(
      `--kind is "${name}", expected one of ${noiseNames.join(", ")}${near === null ? "" : `; did you mean "${near}"?`}`,
    );
  }
  const settings = Object.fromEntries(set.map(settingOf));
  const given = flagged(name, named, { px, rate });
  const isBare = Object.keys({ ...given, ...settings }).length === 0;
  const first = isScaled && (isBare || named.hasWays !== true) ? named.first : {};
  const [other] = Object.keys(others);
  const from = named.other === undefined || other === undefined ? {} : { [named.other]: other };
  return { kind: named.kind, ...named.more, ...first, ...given, ...from, ...settings };
}

function flagged(
  name: string,
  named: NamedKind,
  flags: { px: number | undefined; rate: number | undefined },
) {
  const options: Record<string, number> = {};
  for (const flag of ["px", "rate"] as const) {
    const value = flags[flag];
    if (value === undefined) continue;
    const key = named[flag];
    if (key === undefined) {
      const takes = (["px", "rate"] as const)
        .filter((one) => named[one] !== undefined)
        .map((one) => `--${one}`);
      throw refusal(
        `--${flag} is ${value}, but ${name} has no such number; it takes ${[...takes, "--set key=value"].join(" and ")}`,
      );
    }
    options[key] = value;
  }
  return options;
}

function settingOf(text: string): readonly [string, unknown] {
  const at = text.indexOf("=");
  if (at < 1) throw refusal(`--set is "${text}", expected key=value, for example --set connectivity=8`);
  try {
    return [text.slice(0, at), parse(text.slice(at + 1))];
  } catch (cause) {
    throw refusal(
      `--set "${text}" is not readable as YAML: ${yamlComplaint(cause)}; quote it for the shell`,
      cause,
    );
  }
}

function refusal(message: string, cause?: unknown): WorkflowError {
  return new WorkflowError("CONFIG_VALUE", { message, cause });
}
