import { readFileChecked } from "@undercoat/files";
import { type Crosswalk, composeCrosswalks, crosswalk, parseCrosswalk } from "@undercoat/label-sources";
import { readScheme } from "./read-scheme.ts";

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

/** The crosswalk that is asked for. @throws {LabelSourceError} `CROSSWALK_UNKNOWN`, `SOURCE_UNKNOWN`, `FILE_REFUSED` */
export async function wantedCrosswalk({ from, to, via, mapping }: WantedCrosswalk): Promise<Crosswalk> {
  if (mapping !== undefined) {
    const text = new TextDecoder().decode(await readFileChecked(mapping));
    return parseCrosswalk(text, { name: mapping, from: await readScheme(from), to: await readScheme(to) });
  }
  return via === undefined
    ? crosswalk(from, to)
    : composeCrosswalks(crosswalk(from, via), crosswalk(via, to));
}
