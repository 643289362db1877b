import { type ImportedModel, importModel, WorkflowError } from "@undercoat/workflows";
import { importText } from "./print/import-text.ts";

/** The flags of `model import` with their lists read. */
export interface ImportFromFlags {
  readonly encoder: string;
  readonly decoder: string;
  readonly width: number;
  readonly bands: readonly string[];
  readonly classes: readonly string[];
  readonly mean?: readonly number[];
  readonly std?: readonly number[];
  readonly parts: readonly string[] | undefined;
  readonly adaptBands?: boolean;
  readonly allowMissing?: boolean;
  readonly licence?: string;
  readonly seed: number;
  readonly out: string;
  readonly force?: boolean;
}

/** Imports weights as the flags say, and gives the report and its text. */
export async function importFromFlags(
  file: string,
  { mean, std, adaptBands, allowMissing, licence, force, ...flags }: ImportFromFlags,
): Promise<readonly [ImportedModel, string]> {
  if ((mean === undefined) !== (std === undefined))
    throw new WorkflowError("CONFIG_VALUE", {
      message: `${mean === undefined ? "--std" : "--mean"} is given alone, expected --mean and --std with a number for every band; give both or none`,
    });
  const report = await importModel({
    ...flags,
    file,
    normalisation: mean === undefined || std === undefined ? null : { mean, standardDeviation: std },
    adaptFirstConvolution: adaptBands === true,
    allowMissing: allowMissing === true,
    licence: licence ?? null,
    force: force === true,
  });
  return [report, importText(report)];
}
