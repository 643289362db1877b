import * as z from "zod";

/** `[x, y, width, height]` in pixels of the image files, before `downsample`, which rounds all four down to whole blocks. */
const WindowTuple = z.tuple([z.int().min(0), z.int().min(0), z.int().min(1), z.int().min(1)]);

/** Windows of one split: scene id → one window, several, or the whole scene. */
const SplitWindows = z.record(
  z.string(),
  z.union([z.literal("all"), WindowTuple, z.array(WindowTuple).min(1)], {
    error: '"all", [x, y, width, height] in whole pixels, or a list of those',
  }),
);

/** File of a scene, below `root`; `{scene}` stands for the scene id. */
const ScenePattern = z.string().includes("{scene}", { message: "a pattern with {scene}" });

const Statistics = z.strictObject({
  mean: z.array(z.number()).min(1),
  standardDeviation: z.array(z.number().positive()).min(1),
});

const SchemeClass = z.strictObject({
  /** Code in the label files. */
  value: z.int().min(0).max(65535),
  name: z.string().min(1),
  /** `RRGGBB`, as in the STAC classification extension. */
  colorHint: z
    .string()
    .regex(/^[0-9a-fA-F]{6}$/, 'six hexadecimal digits such as "ff8800"')
    .optional(),
});

/** Source and licence of files. */
export const Provenance = z.strictObject({
  /** SPDX id where there is one, such as `ODbL-1.0`. */
  licence: z.string().nullable().default(null),
  /** The line that the licence asks to be shown. */
  attribution: z.string().nullable().default(null),
  /** Questions that nobody has answered yet. */
  openPoints: z.array(z.string()).default([]),
});
/** Source and licence of files, with every default filled in. */
export type Provenance = z.output<typeof Provenance>;

/** Where the rasters are, which classes they hold and which windows serve which split. */
export const DataConfig = z.strictObject({
  /** Folder of all files; relative to the config file. `${NAME:-default}` takes it from an environment variable. */
  root: z.string().min(1),
  /**
   * Image file of a scene, below `root`; `{scene}` stands for the scene id. A list of patterns puts the bands of several
   * files side by side (optical, radar, height); the first one's grid is the scene's.
   */
  images: z
    .union([ScenePattern, z.array(ScenePattern).min(1)], {
      error: "a pattern with {scene}, or a list of those",
    })
    .default("images/{scene}.tif"),
  /** How files on another grid than the first image's, or in another CRS, are brought onto it. Omitted: they are refused. */
  align: z
    .strictObject({
      /** The pixel under the centre, or the class with the largest area. */
      labels: z.enum(["nearest", "mode"]).optional(),
      /** The pixel under the centre, interpolated, or the mean by area. */
      image: z.enum(["nearest", "bilinear", "average"]).optional(),
    })
    .optional(),
  /** Label files by name, below `root`. `clean` is needed: it teaches the fine-tuning and judges the test. */
  labels: z.record(z.string(), ScenePattern).refine((labels) => "clean" in labels, 'needs an entry "clean"'),
  /** Ordered classes; the position is the class index. */
  scheme: z.strictObject({ name: z.string().min(1), classes: z.array(SchemeClass).min(2).max(255) }),
  /** Class whose average precision and best-threshold IoU are reported. Omitted: the last class. */
  positiveClass: z.string().optional(),
  /** 1-based bands, counted through all image files of a scene, in the order the model sees them. Omitted: all. */
  bands: z.array(z.int().min(1)).min(1).optional(),
  /** Block size of the mean (images) and majority (labels) taken before anything else. */
  downsample: z.int().min(1).max(64).default(1),
  /** Splits. Pretraining uses noisy labels, the others the clean ones; only `layers plan --check` needs a validation split. */
  windows: z.strictObject({
    pretrain: SplitWindows,
    finetune: SplitWindows,
    validation: SplitWindows.optional(),
    test: SplitWindows,
  }),
  /** Least distance between windows of different splits, in pixels of the image files; closer is refused. */
  buffer: z.int().min(0).default(0),
  /** Per-band statistics in file values, or computed from the pretraining windows. */
  normalisation: z
    .union([z.literal("pretraining-windows"), Statistics], {
      error:
        '"pretraining-windows" or { mean: [...], standardDeviation: [...] } with a positive number each for every band',
    })
    .default("pretraining-windows"),
  /** Source and licence of the files, repeated in `inputs.json` and the report. */
  provenance: z
    .strictObject({ images: Provenance.prefault({}), labels: Provenance.prefault({}) })
    .prefault({}),
});
