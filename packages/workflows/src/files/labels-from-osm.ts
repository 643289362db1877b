import { type OsmReport, type OsmRules, osmClassifier, osmScheme } from "@undercoat/label-sources";
import { WorkflowError } from "../errors.ts";
import { burnFile, type RasterizedLabels } from "./rasterize-labels.ts";
import type { TargetGrid } from "./target-grid.ts";

/** What {@link labelsFromOsm} takes. */
export interface LabelsFromOsmOptions extends TargetGrid {
  /** OpenStreetMap data as XML, PBF, Overpass JSON, or GeoJSON whose properties are tags. */
  readonly features: string;
  readonly out: string;
  readonly rules: OsmRules;
  readonly allTouched?: boolean | undefined;
  /** Stops between two windows; no file is left. */
  readonly signal?: AbortSignal | undefined;
}

/** What was burnt, and which tags were read. */
export interface OsmLabels extends RasterizedLabels {
  /** Points, which have no area and are left out. */
  readonly points: number;
  /** Of lines and areas: what became a class, what was left out, and why. */
  readonly osm: OsmReport;
}

/**
 * Burns OpenStreetMap data by rules for their tags; roads get their width on the ground, bridges lie above, and what lies
 * below ground is left out unless the rules keep it.
 *
 * @throws {LabelSourceError} `SCHEME_MISMATCH`; {@link WorkflowError} `CONFIG_VALUE`; {@link VectorError} and
 *   {@link GeoTiffError} of the parts.
 */
export async function labelsFromOsm({ rules, ...options }: LabelsFromOsmOptions): Promise<OsmLabels> {
  const classifier = osmClassifier(rules);
  let points = 0;
  const burnt = await burnFile(
    { ...options, scheme: osmScheme(rules), background: backgroundValue(rules) },
    ({ properties, geometry }) => {
      if (geometry?.type === "Point" || geometry?.type === "MultiPoint") {
        points += 1;
        return null;
      }
      const found = classifier.classify(properties);
      return found === null
        ? null
        : { classIndex: found.classIndex, widthMetres: found.widthMetres, order: found.order };
    },
  );
  return { ...burnt, points, osm: classifier.report() };
}

function backgroundValue({ background, classes }: OsmRules): number | null | undefined {
  if (background === null || background === undefined) return background;
  const found = classes.find(({ name }) => name === background);
  if (found !== undefined) return found.value;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `the rules have the background "${background}", which is not among ${classes.map(({ name }) => name).join(", ")}; name one of these, or null`,
    context: { background },
  });
}
