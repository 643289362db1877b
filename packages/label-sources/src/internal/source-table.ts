import type { LabelSource } from "../label-source.ts";
import { AMERICAN_SOURCES } from "./america-table.ts";
import { EUROPEAN_SOURCES } from "./europe-table.ts";
import { GLOBAL_SOURCES } from "./global-table.ts";

/** Every entry was read in the places that it cites; what was not read is null, and said under `gaps`. */
export const LABEL_SOURCES: readonly LabelSource[] = [
  ...GLOBAL_SOURCES,
  ...EUROPEAN_SOURCES,
  ...AMERICAN_SOURCES,
];
