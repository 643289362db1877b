import { readFileChecked, sha256 } from "@undercoat/files";
import { type CurvePoint, parseCurve } from "@undercoat/roi";

/** A file that was read, and what it was. */
export interface RoiInput {
  readonly name: string;
  readonly sha256: string;
}

/** Scores, and the files they come from. */
export interface CurveInput {
  readonly points: readonly CurvePoint[];
  readonly inputs: readonly RoiInput[];
}

/** A text file with its checksum. */
export async function readTextInput(file: string): Promise<{ text: string; input: RoiInput }> {
  const bytes = await readFileChecked(file);
  return { text: new TextDecoder().decode(bytes), input: { name: file, sha256: sha256(bytes) } };
}

/** The learning curve of a CSV or JSON file. */
export async function curveOfFile(file: string): Promise<CurveInput> {
  const { text, input } = await readTextInput(file);
  return { points: parseCurve(text, file), inputs: [input] };
}
