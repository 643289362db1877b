import type { Crs } from "../grid.ts";

/** What a grid has that says nothing about its CRS. */
export const UNKNOWN_CRS: Crs = Object.freeze({ kind: "unknown" });
