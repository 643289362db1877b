import {
  isDatasetsError,
  type Normalisation,
  type Region,
  scanNormalisation,
  sceneSource,
  sourceDataset,
} from "@undercoat/datasets";
import { openGeoTiff } from "@undercoat/geotiff";
import type { ClassScheme } from "@undercoat/raster";
import type { ProposedSplit } from "./propose-split.ts";
import type { SceneImage } from "./read-images.ts";
import { refusedInput } from "./refused-input.ts";
import { isAll } from "./split-windows.ts";

/** Pixels finer than this are joined. */
const FINE_METRES = 0.2;
/** The pixel that is aimed at: the one at which the study of buildings was done. */
const AIMED_METRES = 0.3;
const LARGEST_FACTOR = 8;

/** How many pixels a side are joined into one. */
export function downsampleFor(pixelMetres: number | null): number {
  if (pixelMetres === null || pixelMetres >= FINE_METRES) return 1;
  return Math.min(LARGEST_FACTOR, Math.max(1, Math.round(AIMED_METRES / pixelMetres)));
}

/** Patches from which a comparison of layers is worth its time. */
const MANY = { pretrain: 1000, test: 100 } as const;

/** The recipe, and why. */
export function recipeFor(
  { patches }: Pick<ProposedSplit, "patches">,
  hasCleanPretraining: boolean,
): { readonly name: "quick" | "standard"; readonly why: string } {
  const isMany = patches.pretrain >= MANY.pretrain && patches.test >= MANY.test;
  const facts = `${patches.pretrain} patches to pretrain on, ${patches.test} to test on`;
  if (isMany && hasCleanPretraining)
    return { name: "standard", why: `${facts}: enough for more steps and a comparison of layers` };
  return {
    name: "quick",
    why: isMany
      ? `${facts}, but no clean labels there: layers cannot be compared`
      : `${facts}: a first look; "standard" takes longer and compares layers`,
  };
}

/** Fewer patches to test on, or smaller ones, give no sure answer. */
const FEW_TEST_PATCHES = 16;

/** What somebody should know before they trust a result of this split. */
export function doubtsAbout({ patches, patchSize }: ProposedSplit, disagreement: number | null): string[] {
  return [
    ...(disagreement === 0
      ? ["noisy and clean labels are the same wherever both are known: is one of them a copy of the other?"]
      : []),
    ...(patches.test < FEW_TEST_PATCHES
      ? [
          `only ${patches.test} patches to test on: intervals will be wide; more clean labels make them narrower`,
        ]
      : []),
    ...(patchSize < 64
      ? [
          `patches of ${patchSize} pixels see little of the surroundings; larger images or clean areas allow larger ones`,
        ]
      : []),
  ];
}

/** Number of bands that the model sees: all but opacity; null where that is all. */
export function bandsFor({ bands, alpha }: SceneImage): number[] | null {
  return alpha === null ? null : bands.map((_, index) => index + 1).filter((band) => band !== alpha);
}

/** What {@link normalisationFor} reads. */
export interface NormalisationInput {
  readonly scenes: readonly SceneImage[];
  /** Labels of the scenes by id: normalisation ignores them, but a scene has some. */
  readonly labels: ReadonlyMap<string, string>;
  readonly regions: readonly Region[];
  readonly scheme: ClassScheme;
  readonly downsample: number;
  readonly signal?: AbortSignal | undefined;
}

/** Mean and standard deviation of each band over the pretraining windows, to six digits. @throws {WorkflowError} `CONFIG_VALUE` for a band that holds one value only */
export async function normalisationFor({
  scenes,
  labels,
  regions,
  scheme,
  downsample,
  signal,
}: NormalisationInput): Promise<Normalisation> {
  const used = scenes.filter(({ id }) => regions.some(({ sceneId }) => sceneId === id));
  const opened: Awaited<ReturnType<typeof openGeoTiff>>[] = [];
  const open = async (file: string) => {
    const source = await openGeoTiff(file);
    opened.push(source);
    return source;
  };
  try {
    const sources = [];
    for (const scene of used) {
      const [image, own] = [await open(scene.file), await open(labels.get(scene.id)!)];
      const bands = bandsFor(scene);
      sources.push(
        sceneSource({
          id: scene.id,
          image,
          labels: own,
          scheme,
          downsample,
          ...(bands === null ? {} : { bands }),
        }),
      );
    }
    const coarse = regions.map((region) => coarseRegion(region, used, downsample));
    const dataset = sourceDataset({ name: "pretrain", scheme, scenes: sources, regions: coarse });
    const { mean, standardDeviation } = await scanNormalisation(
      dataset,
      signal === undefined ? {} : { signal },
    );
    const short = (value: number) => Number(value.toPrecision(6));
    return { mean: mean.map(short), standardDeviation: standardDeviation.map(short) };
  } catch (error) {
    if (isDatasetsError(error, "CONSTANT_BAND", "NO_VALID_PIXELS"))
      throw refusedInput(error.message, error.context);
    throw error;
  } finally {
    for (const source of opened) await source.close();
  }
}

function coarseRegion({ sceneId, window }: Region, scenes: readonly SceneImage[], factor: number): Region {
  const { grid } = scenes.find(({ id }) => id === sceneId)!;
  const length = isAll(window, grid) ? Math.ceil : Math.floor;
  const { x, y, width, height } = window;
  return {
    sceneId,
    window: { x: x / factor, y: y / factor, width: length(width / factor), height: length(height / factor) },
  };
}
