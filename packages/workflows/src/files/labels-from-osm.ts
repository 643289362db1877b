import { classifyTags, type OsmRules, osmScheme } from "@undercoat/label-sources";
import { burnFile, type RasterizedLabels } from "./rasterize-labels.ts";
import type { TargetGrid } from "./target-grid.ts";

/** What {@link labelsFromOsm} takes. */
export interface LabelsFromOsmOptions extends TargetGrid {
  /** OpenStreetMap data as XML, PBF, Overpass JSON, or GeoJSON whose properties are tags. */
  readonly features: string;
  readonly out: string;
  readonly rules: OsmRules;
  readonly allTouched?: boolean | undefined;
}

/** Burns OpenStreetMap data by rules for their tags; roads get their width on the ground. */
export function labelsFromOsm({ rules, ...options }: LabelsFromOsmOptions): Promise<RasterizedLabels> {
  return burnFile({ ...options, scheme: osmScheme(rules) }, ({ properties, geometry }) => {
    const found = classifyTags(properties, rules);
    if (found === null || geometry?.type === "Point" || geometry?.type === "MultiPoint") return null;
    return { classIndex: found.classIndex, widthMetres: found.widthMetres, order: found.order };
  });
}
