import { readFileChecked } from "@undercoat/files";
import {
  type Crosswalk,
  composeCrosswalks,
  crosswalk,
  labelSources,
  parseCrosswalk,
} from "@undercoat/label-sources";
import { WorkflowError } from "../errors.ts";
import { isFile, readScheme } from "./read-scheme.ts";

/** From which scheme to which. */
export interface WantedCrosswalk {
  /** Product or scheme file of the labels. */
  readonly from: string;
  /** Product or scheme file that is wanted. */
  readonly to: string;
  /** Product in between, where there is no crosswalk from one to the other. */
  readonly via?: string | undefined;
  /** YAML file as `parseCrosswalk` reads it; omitted: the crosswalk between the two products. */
  readonly mapping?: string | undefined;
}

/** The crosswalk that is asked for. @throws {WorkflowError} `CONFIG_VALUE`; {@link LabelSourceError} `CROSSWALK_UNKNOWN`, `SOURCE_UNKNOWN`, `FILE_REFUSED` */
export async function wantedCrosswalk({ from, to, via, mapping }: WantedCrosswalk): Promise<Crosswalk> {
  if (mapping !== undefined) {
    const text = new TextDecoder().decode(await readFileChecked(mapping));
    return parseCrosswalk(text, { name: mapping, from: await readScheme(from), to: await readScheme(to) });
  }
  for (const name of [from, to]) {
    if (labelSources().some(({ id }) => id === name) || !isFile(name)) continue;
    throw new WorkflowError("CONFIG_VALUE", {
      message: `"${name}" is a scheme of your own, to and from which no crosswalk is known; say with --mapping <file> which class becomes which`,
      context: { scheme: name },
    });
  }
  return via === undefined
    ? crosswalk(from, to)
    : composeCrosswalks(crosswalk(from, via), crosswalk(via, to));
}
