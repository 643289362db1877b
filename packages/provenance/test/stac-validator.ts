import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { StacItem } from "../src/index.ts";

const EXTENSIONS = "https://stac-extensions.github.io";
const CORE = "https://schemas.stacspec.org/v1.1.0/item-spec/json-schema";
const PARTS = [
  "item",
  "bands",
  "basics",
  "common",
  "data-values",
  "datetime",
  "instrument",
  "licensing",
  "provider",
];

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`schemas/${name}.json`, import.meta.url), "utf8")) as object;

/** What the schemas of an item and of its extensions complain of; empty where nothing. */
export function stacComplaints(item: StacItem): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  // under the address that others refer to: two of them carry an older one inside
  const add = (name: string, address: string) => ajv.addSchema({ ...read(name), $id: address });
  for (const part of PARTS) add(`item-${part}`, `${CORE}/${part}.json`);
  add("geojson-feature", "https://geojson.org/schema/Feature.json");
  add("geojson-geometry", "https://geojson.org/schema/Geometry.json");
  for (const [name, version] of [
    ["label", "v1.0.0"],
    ["mlm", "v1.4.0"],
    ["processing", "v1.1.0"],
    ["raster", "v1.1.0"],
    ["classification", "v1.1.0"],
  ])
    add(`${name}-${version}`, `${EXTENSIONS}/${name}/${version}/schema.json`);
  return [`${CORE}/item.json`, ...item.stac_extensions].flatMap((address) => {
    const validate = ajv.getSchema(address) as ValidateFunction;
    validate(item);
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${address}: ${instancePath} ${message}`,
    );
  });
}
