import { sha256 } from "@undercoat/files";
import { createManifest, type JobItem, type Json, jobItem, readManifest } from "@undercoat/jobs";
import type { ClassScheme, Crs, Grid, Window } from "@undercoat/raster";
import * as z from "zod";
import { LayerOptions } from "./layer-options.ts";
import { type PredictionLayout, predictionLayout } from "./prediction-layout.ts";
import { TilingOptions } from "./tiling-options.ts";

const Geotransform = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);

/** What all blocks of a prediction share: enough to put the map together without the model. */
const PredictionAbout = z.object({
  grid: z.object({
    width: z.int().min(1),
    height: z.int().min(1),
    geotransform: Geotransform.nullable(),
    crs: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("epsg"), code: z.int() }),
      z.object({ kind: z.literal("wkt"), wkt: z.string() }),
      z.object({ kind: z.literal("unknown") }),
    ]),
  }),
  scheme: z.object({
    name: z.string(),
    classes: z.array(
      z.object({ value: z.number(), name: z.string(), colorHint: z.string().exactOptional() }),
    ),
  }),
  bandCount: z.int().min(1),
  sizeMultiple: z.int().min(1),
  tiling: TilingOptions,
  layers: LayerOptions,
});

const BlockWork = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
  column: z.int(),
  row: z.int(),
});

/** What a prediction is planned from. */
export interface PredictionPlan {
  readonly grid: Grid;
  readonly scheme: ClassScheme;
  readonly bandCount: number;
  readonly sizeMultiple: number;
  readonly tiling?: TilingOptions;
  readonly layers?: LayerOptions;
  /** What else must be the same to go on: model, engine, inputs, region of interest. */
  readonly about: { readonly [key: string]: Json };
  /** Whether anything in a window is wanted; blocks without are left out. Omitted: everything. */
  readonly isWanted?: ((window: Window) => boolean) | undefined;
}

/** A block of a planned prediction. */
export interface PlannedBlock {
  readonly item: JobItem;
  readonly window: Window;
  readonly column: number;
  readonly row: number;
}

/** A prediction as its folder holds it. */
export interface PredictionJob {
  readonly folder: string;
  readonly grid: Grid & { readonly crs: Crs };
  readonly scheme: ClassScheme;
  readonly layers: LayerOptions;
  readonly layout: PredictionLayout;
  /** Everything that the manifest says about all blocks. */
  readonly about: { readonly [key: string]: Json };
  /** In the order in which they are best done. */
  readonly blocks: readonly PlannedBlock[];
}

/**
 * Plans a prediction in a folder, or joins the same one that was planned there.
 *
 * @throws {PredictionError} `TILE_UNUSABLE`
 * @throws {JobsError} `MANIFEST_DIFFERS` where another prediction was begun there, `MANIFEST_BROKEN`.
 */
export async function planPrediction(folder: string, plan: PredictionPlan): Promise<PredictionJob> {
  const { grid, scheme, bandCount, sizeMultiple, isWanted = () => true } = plan;
  const [tiling, layers] = [TilingOptions.parse(plan.tiling ?? {}), LayerOptions.parse(plan.layers ?? {})];
  const { width, height, geotransform, crs } = grid;
  const shared = {
    grid: { width, height, geotransform, crs },
    scheme,
    bandCount,
    sizeMultiple,
    tiling,
    layers,
  };
  const about = JSON.parse(JSON.stringify({ ...shared, ...plan.about })) as { readonly [key: string]: Json };
  const job = sha256(JSON.stringify(about)).slice(0, 16);
  const layout = layoutOf({ grid, scheme, bandCount, sizeMultiple, tiling });
  const items = layout.blocks
    .filter(({ window }) => isWanted(window))
    .map(({ window: { x, y, width: across, height: down }, column, row }) =>
      jobItem({ job, x, y, width: across, height: down, column, row }),
    );
  await createManifest(folder, { about, items });
  return openPrediction(folder);
}

/**
 * Opens a prediction that was planned in a folder.
 *
 * @throws {JobsError} `MANIFEST_MISSING`, `MANIFEST_BROKEN`
 */
export async function openPrediction(folder: string): Promise<PredictionJob> {
  const { about, items } = await readManifest(folder);
  const { grid, scheme, bandCount, sizeMultiple, tiling, layers } = PredictionAbout.parse(about);
  const blocks = items.map((item) => {
    const { x, y, width, height, column, row } = BlockWork.parse(item.work);
    return { item, window: { x, y, width, height }, column, row };
  });
  const layout = layoutOf({ grid, scheme, bandCount, sizeMultiple, tiling });
  return Object.freeze({ folder, grid, scheme, layers, layout, about, blocks });
}

function layoutOf({
  grid,
  scheme,
  bandCount,
  sizeMultiple,
  tiling,
}: Pick<PredictionPlan, "grid" | "scheme" | "bandCount" | "sizeMultiple"> & {
  readonly tiling: TilingOptions;
}): PredictionLayout {
  const { width, height } = grid;
  return predictionLayout(
    { width, height, bandCount, classCount: scheme.classes.length, sizeMultiple },
    tiling,
  );
}
