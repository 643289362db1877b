import { inheritedOf } from "./provenance-record.ts";
import type { FileRecord, SourceRecord } from "./source-record.ts";

/** A STAC item, version 1.1.0. */
export interface StacItem {
  readonly type: "Feature";
  readonly stac_version: "1.1.0";
  readonly stac_extensions: readonly string[];
  readonly id: string;
  readonly geometry: object | null;
  readonly bbox?: readonly number[];
  readonly properties: Readonly<Record<string, unknown>>;
  readonly links: readonly Readonly<Record<string, unknown>>[];
  readonly assets: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Classes of labels or of a model, in order. */
export interface StacClass {
  readonly value: number;
  readonly name: string;
  /** `RRGGBB`. */
  readonly colorHint?: string | undefined;
}

const LABEL = "https://stac-extensions.github.io/label/v1.0.0/schema.json";
const PROCESSING = "https://stac-extensions.github.io/processing/v1.1.0/schema.json";
const MLM = "https://stac-extensions.github.io/mlm/v1.4.0/schema.json";

/** What {@link labelItem} takes beside the source. */
export interface LabelItemOptions {
  readonly classes: readonly StacClass[];
  /** When the item is written, ISO 8601 in UTC; stands for the date where the source has none. */
  readonly writtenAt: string;
}

/**
 * A source of labels as a STAC item with the extensions `label` and `processing`.
 *
 * @see {@link https://github.com/stac-extensions/label | Label extension}
 */
export function labelItem(source: SourceRecord, { classes, writtenAt }: LabelItemOptions): StacItem {
  const hasClasses = classes.length > 0;
  return {
    type: "Feature",
    stac_version: "1.1.0",
    // the extension is refused where none of its fields is there
    stac_extensions: source.transformations.length === 0 ? [LABEL] : [LABEL, PROCESSING],
    id: idOf(source.name),
    ...place(source.files),
    properties: {
      ...times(source.date, writtenAt),
      ...common(source),
      "label:type": "raster",
      "label:properties": hasClasses ? ["class"] : null,
      "label:tasks": ["segmentation"],
      "label:description": source.source ?? source.name,
      ...(hasClasses
        ? { "label:classes": [{ name: "class", classes: classes.map(({ name }) => name) }] }
        : {}),
      ...(source.method === null ? {} : { "label:methods": [source.method] }),
      ...(source.transformations.length === 0
        ? {}
        : { "processing:lineage": source.transformations.join("; ") }),
    },
    links: [],
    assets: Object.fromEntries(source.files.map((file, index) => [`labels-${index + 1}`, labelAsset(file)])),
  };
}

/** A trained model and what it was trained on. */
export interface StacModel {
  readonly name: string;
  /** Such as `ResNet18 with lateral FPN`. */
  readonly architecture: string;
  /** Path of the weights. */
  readonly file: string;
  readonly bands: readonly string[];
  readonly classes: readonly StacClass[];
  /** Side of the patches that it was trained on, in pixels. */
  readonly patchSize: number;
  readonly totalParameters: number | null;
  readonly frameworkVersion: string;
  readonly software: Readonly<Record<string, string>>;
  readonly hyperparameters: Readonly<Record<string, unknown>>;
  readonly writtenAt: string;
}

/**
 * A model as a STAC item with the extensions `mlm` and `processing`; licences and open points are those of its inputs.
 *
 * @see {@link https://github.com/stac-extensions/mlm | Machine Learning Model extension}
 */
export function modelItem(model: StacModel, sources: readonly SourceRecord[]): StacItem {
  const { licences, attributions, openPoints } = inheritedOf(sources);
  // STAC allows bands in the properties only where an asset has them, the extension wants them there
  const bands = model.bands.map((name) => ({ name }));
  return {
    type: "Feature",
    stac_version: "1.1.0",
    stac_extensions: [MLM, PROCESSING],
    id: idOf(model.name),
    ...place(sources.flatMap(({ files }) => files)),
    properties: {
      datetime: model.writtenAt,
      // STAC knows one licence for an item, and an output has several
      license: "other",
      "undercoat:licences": licences,
      "undercoat:attributions": attributions,
      "undercoat:openPoints": openPoints,
      bands,
      "mlm:name": idOf(model.name),
      "mlm:architecture": model.architecture,
      "mlm:tasks": ["semantic-segmentation"],
      "mlm:framework": "TensorFlow.js",
      "mlm:framework_version": model.frameworkVersion,
      ...(model.totalParameters === null ? {} : { "mlm:total_parameters": model.totalParameters }),
      "mlm:hyperparameters": model.hyperparameters,
      "mlm:input": [modelInput(model)],
      "mlm:output": [modelOutput(model)],
      "processing:software": model.software,
      "processing:lineage": `trained on ${sources.map(({ name }) => name).join(", ")}`,
    },
    links: [],
    assets: {
      model: {
        href: model.file,
        roles: ["mlm:model", "mlm:weights"],
        title: model.name,
        bands,
        "mlm:artifact_type": "tfjs-layers-model",
      },
    },
  };
}

function modelInput({ bands, patchSize }: StacModel): Readonly<Record<string, unknown>> {
  return {
    name: "image",
    bands,
    input: {
      shape: [-1, patchSize, patchSize, bands.length],
      dim_order: ["batch", "height", "width", "bands"],
      data_type: "float32",
    },
  };
}

function modelOutput({ classes, patchSize }: StacModel): Readonly<Record<string, unknown>> {
  return {
    name: "logits",
    tasks: ["semantic-segmentation"],
    result: {
      shape: [-1, patchSize, patchSize, classes.length],
      dim_order: ["batch", "height", "width", "class"],
      data_type: "float32",
    },
    "classification:classes": classes.map(({ value, name, colorHint }) => ({
      value,
      name,
      description: name,
      ...(colorHint === undefined ? {} : { color_hint: colorHint.toUpperCase() }),
    })),
  };
}

function labelAsset({ file, sha256 }: FileRecord): Readonly<Record<string, unknown>> {
  return {
    href: file,
    type: "image/tiff; application=geotiff",
    roles: ["labels"],
    ...(sha256 === null ? {} : { "undercoat:sha256": sha256 }),
  };
}

function common({ licence, attribution, licenceBasis, openPoints }: SourceRecord): Record<string, unknown> {
  const isId = licence !== null && /^[\w.+-]+$/.test(licence);
  return {
    license: isId ? licence : "other",
    "undercoat:licence": licence,
    "undercoat:licenceBasis": licenceBasis,
    "undercoat:openPoints": openPoints,
    ...(attribution === null ? {} : { "undercoat:attribution": attribution }),
  };
}

/** STAC wants a time: a source without a date says when its item was written, and that its own date is not known. */
function times(date: string | null, writtenAt: string): Record<string, unknown> {
  if (date === null) return { datetime: writtenAt, "undercoat:date": null };
  const [from = date, to = date] = date.split("/");
  const [year = "", month, day] = to.split("-");
  const lastDay = new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).getUTCDate();
  const end = `${year}-${month ?? "12"}-${day ?? String(lastDay).padStart(2, "0")}`;
  const [firstYear = "", firstMonth = "01", firstDay = "01"] = from.split("-");
  return {
    datetime: null,
    start_datetime: `${firstYear}-${firstMonth}-${firstDay}T00:00:00Z`,
    end_datetime: `${end}T23:59:59Z`,
  };
}

function place(files: readonly FileRecord[]): Pick<StacItem, "geometry" | "bbox"> {
  const boxes = files.flatMap(({ bounds }) => (bounds === null ? [] : [bounds]));
  if (boxes.length === 0) return { geometry: null };
  const bbox = [0, 1, 2, 3].map((side) =>
    (side < 2 ? Math.min : Math.max)(...boxes.map((box) => box[side as 0 | 1 | 2 | 3])),
  );
  const rings = boxes.map(([west, south, east, north]) => [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ]);
  return { geometry: { type: "MultiPolygon", coordinates: rings }, bbox };
}

/** Letters, digits, dots, hyphens and underscores: what every reader of an id takes. */
function idOf(name: string): string {
  const plain = name.replace(/[^a-zA-Z0-9_.-]+/g, "-").replace(/^[^a-zA-Z]+|[^a-zA-Z0-9]+$/g, "");
  return plain.length >= 3 ? plain : `item-${plain || "unnamed"}`;
}
