import type { Band, ClassScheme, Grid } from "@undercoat/raster";
import { DatasetsError } from "../errors.ts";
import type { Region } from "../scene-dataset.ts";
import { sceneOf } from "../scene-of.ts";
import { assertInside } from "./assert-inside.ts";
import { assertSameScheme } from "./assert-same-scheme.ts";

/** Refuses a dataset without scenes. */
export function assertSomeScenes(name: string, scenes: readonly unknown[]): void {
  if (scenes.length > 0) return;
  throw new DatasetsError("NO_SCENES", {
    message: `"${name}" has 0 scenes, expected at least 1; add a scene or leave the split out`,
    context: { name },
  });
}

/** Refuses two scenes of one id, of other bands, or of another class scheme. */
export function assertAlike(
  scheme: ClassScheme,
  scenes: readonly { readonly id: string; readonly bands: readonly Band[]; readonly scheme: ClassScheme }[],
): void {
  const first = scenes[0]!;
  const seen = new Set<string>();
  for (const { id, bands, scheme: found } of scenes) {
    if (seen.has(id)) {
      throw new DatasetsError("DUPLICATE_SCENE", {
        message: `two scenes have the id "${id}", expected unique ids; rename one`,
        context: { id },
      });
    }
    seen.add(id);
    if (bands.length !== first.bands.length) {
      throw new DatasetsError("BANDS_MISMATCH", {
        message: `scene "${id}" has ${bands.length} bands, but scene "${first.id}" has ${first.bands.length}; choose the same bands in both`,
        context: { id, bands: bands.length, expected: first.bands.length },
      });
    }
    assertSameOrder(first, { id, bands });
    assertSameScheme(id, found, scheme);
  }
}

/** Files that name their bands alike, but hold them in another order, would be mixed up unseen. */
function assertSameOrder(
  first: { readonly id: string; readonly bands: readonly Band[] },
  { id, bands }: { readonly id: string; readonly bands: readonly Band[] },
): void {
  const names = (all: readonly Band[]) => all.map(({ name }) => name);
  const [own, others] = [names(bands), names(first.bands)];
  if (own.join("\n") === others.join("\n")) return;
  if (own.toSorted().join("\n") !== others.toSorted().join("\n")) return;
  throw new DatasetsError("BANDS_MISMATCH", {
    message: `scene "${id}" has the bands ${own.join(", ")}, but scene "${first.id}" has ${others.join(", ")}; name the bands in one order`,
    context: { id, bands: own, expected: others },
  });
}

/** The regions asked for, all inside their scenes; omitted: every scene as a whole. */
export function checkedRegions(
  name: string,
  regions: readonly Region[] | undefined,
  scenes: readonly (Grid & { readonly id: string })[],
): readonly Region[] {
  const all = regions ?? scenes.map(wholeScene);
  if (all.length === 0) {
    throw new DatasetsError("NO_REGIONS", {
      message: `"${name}" has 0 regions, expected at least 1; give a window, or leave "regions" out to use whole scenes`,
      context: { name },
    });
  }
  for (const region of all) assertInside(region, sceneOf({ scenes }, region.sceneId), name);
  return [...all];
}

function wholeScene({ id, width, height }: Grid & { readonly id: string }): Region {
  return { sceneId: id, window: { x: 0, y: 0, width, height } };
}
