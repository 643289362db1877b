import { expect, test } from "vitest";
import { labelItem, modelItem, type StacModel } from "../src/index.ts";
import { file, source } from "./sources.ts";
import { stacComplaints } from "./stac-validator.ts";

const writtenAt = "2026-11-27T10:00:00Z";
const classes = [
  { value: 0, name: "background" },
  { value: 1, name: "building", colorHint: "d62728" },
];
const labels = source({
  name: "OSM <buildings>",
  role: "labels",
  licence: "ODbL-1.0",
  attribution: "© OpenStreetMap contributors",
  method: "hand-traced",
  date: "2018-02/2019",
  transformations: ["burnt at pixel centres"],
});
const model: StacModel = {
  name: "7",
  architecture: "ResNet18 with lateral FPN",
  file: "models/a/model.json",
  bands: ["red", "green", "blue"],
  classes,
  patchSize: 128,
  totalParameters: 912_345,
  frameworkVersion: "4.22.0",
  software: { undercoat: "0.1.0" },
  hyperparameters: { steps: 600 },
  writtenAt,
};

test("labels are an item that the schemas of STAC, label and processing accept", () => {
  const item = labelItem(labels, { classes, writtenAt });
  expect(stacComplaints(item)).toEqual([]);
  expect(item).toMatchObject({
    id: "OSM-buildings",
    bbox: [14, 47, 14.1, 47.1],
    properties: {
      license: "ODbL-1.0",
      start_datetime: "2018-02-01T00:00:00Z",
      end_datetime: "2019-12-31T23:59:59Z",
      "label:methods": ["hand-traced"],
      "processing:lineage": "burnt at pixel centres",
    },
  });
});

test("labels of which little is known are an item too, and say what is not known", () => {
  const bare = source({ name: "?", role: "labels", files: [file("b.tif", { bounds: null, sha256: null })] });
  const item = labelItem(bare, { classes: [], writtenAt });
  expect(stacComplaints(item)).toEqual([]);
  expect(item).toMatchObject({
    id: "item-unnamed",
    geometry: null,
    properties: { license: "other", "undercoat:licence": null, "undercoat:date": null },
  });
});

test("a model is an item that the schemas of STAC, mlm and processing accept, with what its inputs ask for", () => {
  const inferred = source({ licence: "CC-BY-4.0", licenceBasis: "inferred" });
  const item = modelItem(model, [inferred, labels]);
  expect(stacComplaints(item)).toEqual([]);
  expect(stacComplaints(modelItem({ ...model, totalParameters: null }, [inferred]))).toEqual([]);
  expect(item.properties).toMatchObject({
    "undercoat:licences": ["CC-BY-4.0", "ODbL-1.0"],
    "undercoat:attributions": ["© OpenStreetMap contributors"],
    "undercoat:openPoints": ["imagery: its licence is inferred"],
  });
});

test("the schemas do refuse what is wrong", () => {
  const item = labelItem(labels, { classes, writtenAt });
  const wrong = { ...item, properties: { ...item.properties, "label:type": "song" } };
  expect(stacComplaints(wrong).join()).toContain("label:type");
  const made = modelItem(model, [labels]);
  expect(
    stacComplaints({ ...made, properties: { ...made.properties, "mlm:tasks": ["song"] } }).join(),
  ).toContain("mlm:tasks");
  const { datetime: _, ...undated } = made.properties;
  expect(stacComplaints({ ...made, properties: undated }).join()).toContain("datetime");
});
