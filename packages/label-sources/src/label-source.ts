import type { ClassScheme } from "@undercoat/raster";

/** What was read where. */
export interface Citation {
  readonly title: string;
  /** A web address, a DOI, or the name of a file that comes with the data. */
  readonly where: string;
  readonly readFor: readonly (
    | "codes"
    | "names"
    | "colours"
    | "nodata"
    | "licence"
    | "attribution"
    | "citation"
    | "resolution"
    | "epoch"
  )[];
}

/** A land-cover product: its classes, and what may be done with it. */
export interface LabelSource {
  readonly id: string;
  readonly title: string;
  /** Codes, names and colours as the product's files and its legend have them. */
  readonly scheme: ClassScheme;
  /** Codes that are no class. */
  readonly nodataValues: readonly number[];
  /** SPDX identifier, or the makers' words; null where it was not read; see `gaps`. */
  readonly licence: string | null;
  /** What has to be said where the product is used; null where it was not read. */
  readonly attribution: string | null;
  /** What its makers want to be cited, with a DOI where there is one; null where it was not read. */
  readonly citeAs: string | null;
  /** Side of a pixel on the ground; null where it was not read. */
  readonly resolutionMetres: number | null;
  /** The years that it shows. */
  readonly epoch: string | null;
  readonly citations: readonly Citation[];
  /** What is not known here, in words. */
  readonly gaps: readonly string[];
}
