import { existsSync } from "node:fs";
import { readFileChecked } from "@undercoat/files";
import { LabelNoiseOptions } from "@undercoat/label-noise/options";
import { parse } from "yaml";
import { describeIssue } from "../config/describe-issue.ts";
import { yamlComplaint } from "../config/yaml-complaint.ts";
import { WorkflowError } from "../errors.ts";
import { type NoiseFlags, noiseOfKind } from "./noise-kinds.ts";

/** How a person says which noise is meant: whole, in a file, or by its kind and a few numbers. */
export interface NoiseChoice extends NoiseFlags {
  /** Options as YAML or JSON text, or a file that holds them. */
  readonly noise?: string | undefined;
  /** A file that holds them. */
  readonly config?: string | undefined;
  /** Kind of the noise, or one of its usual names, such as `shift`. */
  readonly kind?: string | undefined;
  /** Realised pixel error rate to scale the noise to. */
  readonly toRate?: number | undefined;
  /** Realised IoU to scale the noise to: the mean, or that of `ofClass`. */
  readonly toIou?: number | undefined;
  readonly ofClass?: string | undefined;
  /** How far the realised level may be from the wanted one. */
  readonly tolerance?: number | undefined;
}

/** The noise that was chosen, checked. @throws {WorkflowError} `CONFIG_VALUE` */
export async function chosenNoise(choice: NoiseChoice): Promise<LabelNoiseOptions> {
  const given = (["kind", "config", "noise"] as const).filter((flag) => choice[flag] !== undefined);
  const [flag] = given;
  if (flag === undefined || given.length > 1)
    throw refusal(
      `${given.length === 0 ? "no noise is given" : `${given.map((one) => `--${one}`).join(" and ")} are given`}; give one of --kind, --config and --noise, for example --kind shift --px 5`,
    );
  const isScaled = choice.toRate !== undefined || choice.toIou !== undefined;
  const noise =
    flag === "kind"
      ? noiseOfKind(choice.kind ?? "", choice, { isScaled })
      : await writtenNoise(flag, choice[flag] ?? "", choice);
  const raw = isScaled ? scaledTo(noise, choice) : noise;
  const parsed = LabelNoiseOptions.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw refusal(`--${flag}: ${describeIssue(parsed.error.issues[0]!, raw, LabelNoiseOptions)}`);
}

async function writtenNoise(flag: "noise" | "config", text: string, flags: NoiseFlags): Promise<unknown> {
  const numbers = (["px", "rate", "set"] as const).find((name) => flags[name] !== undefined);
  if (numbers !== undefined)
    throw refusal(
      `--${numbers} belongs to --kind, but the noise is given by --${flag}; write the option there`,
    );
  const isFile = flag === "config" || existsSync(text);
  const written = isFile ? new TextDecoder().decode(await readFileChecked(text)) : text;
  try {
    return parse(written);
  } catch (cause) {
    throw refusal(
      `--${flag} is not readable as YAML or JSON: ${yamlComplaint(cause)}; write for example --noise '{kind: boundary, radius: 3}'`,
      cause,
    );
  }
}

function scaledTo(noise: unknown, { toRate, toIou, ofClass, tolerance }: NoiseChoice) {
  return {
    kind: "scaled",
    noise,
    ...(toRate === undefined ? {} : { pixelErrorRate: toRate }),
    ...(toIou === undefined ? {} : { iou: toIou }),
    ...(ofClass === undefined ? {} : { class: ofClass }),
    ...(tolerance === undefined ? {} : { tolerance }),
  };
}

function refusal(message: string, cause?: unknown): WorkflowError {
  return new WorkflowError("CONFIG_VALUE", { message, cause });
}
