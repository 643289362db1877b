import type { Band, RasterSource } from "@undercoat/raster";
import { DatasetsError } from "../errors.ts";

/** Bands of one raster, and where each stands in a pixel of the scene. */
export interface ChosenBands {
  readonly source: RasterSource;
  /** Numbers in the source, from 1. */
  readonly numbers: readonly number[];
  /** Positions in the scene's pixel, one for each number. */
  readonly places: readonly number[];
}

/** Bands in the order asked for, and what to read of which raster for them. Numbers count through all rasters. */
export function chooseBands(
  images: readonly RasterSource[],
  asked: readonly (string | number)[] | undefined,
): { readonly bands: readonly Band[]; readonly chosen: readonly ChosenBands[] } {
  const all = images.flatMap((source) =>
    source.bands.map((band, index) => ({ source, band, number: index + 1 })),
  );
  if (asked?.length === 0) {
    throw new DatasetsError("BAND_UNKNOWN", {
      message: "0 bands were asked for, expected at least 1; name some, or leave bands out to use all",
      context: { asked },
    });
  }
  const wanted = asked === undefined ? all : asked.map((each) => all[bandIndex(images, each)]!);
  const chosen = images.map((source) => {
    const mine = wanted.map((each, place) => ({ ...each, place })).filter((each) => each.source === source);
    return { source, numbers: mine.map(({ number }) => number), places: mine.map(({ place }) => place) };
  });
  return { bands: wanted.map(({ band }) => band), chosen: chosen.filter(({ places }) => places.length > 0) };
}

function bandIndex(images: readonly RasterSource[], asked: string | number): number {
  const names = images.flatMap(({ bands }) => bands.map(({ name }) => name));
  const found =
    typeof asked === "number" ? [asked - 1] : [...names.keys()].filter((index) => names[index] === asked);
  const files = images.map(({ name }) => `"${name}"`).join(" and ");
  if (found.length > 1) {
    throw new DatasetsError("BAND_AMBIGUOUS", {
      message: `band "${asked}" is in ${files} ${found.length} times, at numbers ${found.map((index) => index + 1).join(" and ")}; name it by its number`,
      context: { asked, numbers: found.map((index) => index + 1) },
    });
  }
  const index = found[0] ?? -1;
  if (names[index] !== undefined) return index;
  const known = names.map((name, at) => `${at + 1} "${name}"`).join(", ");
  throw new DatasetsError("BAND_UNKNOWN", {
    message: `band ${typeof asked === "number" ? asked : `"${asked}"`} is not in ${files}, which ${images.length === 1 ? "has" : "have"} ${known}; name one of these`,
    context: { asked, images: images.map(({ name }) => name), bands: names },
  });
}
