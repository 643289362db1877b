import { existsSync } from "node:fs";
import { readFileChecked } from "@undercoat/files";
import { writeLabelGeoTiff } from "@undercoat/geotiff";
import { labelNoise } from "@undercoat/label-noise";
import { LabelNoiseOptions } from "@undercoat/label-noise/options";
import { createRng } from "@undercoat/random";
import { parse } from "yaml";
import { describeIssue } from "../config/describe-issue.ts";
import { yamlComplaint } from "../config/yaml-complaint.ts";
import { WorkflowError } from "../errors.ts";
import { readLabelFile } from "../files/label-file.ts";

/** What {@link simulateNoise} did, and the same as lines of text. */
export interface NoiseSimulation {
  readonly out: string;
  readonly seed: number;
  readonly noise: unknown;
  readonly classes: readonly number[];
  readonly report: unknown;
  readonly text: string;
}

/**
 * Writes a noisy copy of a label GeoTIFF on the same grid. The classes are the codes that the file holds.
 *
 * @param noise - Options of the noise as YAML or JSON text, or a file that holds them.
 * @param seed - A whole number, as text.
 * @throws {WorkflowError} `CONFIG_VALUE` where noise or seed cannot be understood.
 */
export async function simulateNoise(
  labelsFile: string,
  out: string,
  noise: string,
  seed: string,
): Promise<NoiseSimulation> {
  const number = Number(seed);
  if (!Number.isInteger(number) || number < 0)
    throw new WorkflowError("CONFIG_VALUE", {
      message: `--seed is "${seed}", expected a whole number from 0`,
      context: { seed },
    });
  const options = await noiseOptions(noise);
  const labels = await readLabelFile(labelsFile);
  const result = labelNoise(options).apply(labels, createRng(number).fork("noise"));
  await writeLabelGeoTiff(out, result.labels);
  const { noiseRate, iou } = result.report;
  const perClass = labels.scheme.classes.map(
    ({ value }, index) => `class ${value} IoU ${iou[index]?.toFixed(3) ?? "–"}`,
  );
  return {
    out,
    seed: number,
    noise: options,
    classes: labels.scheme.classes.map(({ value }) => value),
    report: result.report,
    text: `wrote ${out}: ${noiseRate === null ? "no valid pixel" : `${(100 * noiseRate).toFixed(2)} % of pixels changed`}; ${perClass.join(", ")}`,
  };
}

async function noiseOptions(text: string): Promise<LabelNoiseOptions> {
  const raw = parseNoise(existsSync(text) ? new TextDecoder().decode(await readFileChecked(text)) : text);
  const parsed = LabelNoiseOptions.safeParse(raw);
  if (parsed.success) return raw as LabelNoiseOptions;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `--noise: ${describeIssue(parsed.error.issues[0]!, raw, LabelNoiseOptions)}`,
    context: { text },
  });
}

function parseNoise(text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new WorkflowError("CONFIG_VALUE", {
      message: `--noise is not readable as YAML or JSON: ${yamlComplaint(cause)}; write for example --noise '{kind: boundary, radius: 3}'`,
      context: { text },
      cause,
    });
  }
}
