import { existsSync } from "node:fs";
import path from "node:path";
import { useEngine } from "@undercoat/engines";
import { rasterInfo } from "@undercoat/geotiff";
import {
  type ModelSummary,
  type SegmentationModel,
  segmentationModel,
  summariseModel,
} from "@undercoat/segmentation";
import { loadModel } from "@undercoat/segmentation/node";
import { loadConfig } from "../config/load-config.ts";
import type { ResolvedConfig } from "../config/run-config.ts";
import { DECODERS, encoderFor, PARTS } from "../run/build-model.ts";
import { classSchemeOf } from "../run/load-run-data.ts";

/** A summary, and of what. */
export interface DescribedModel extends ModelSummary {
  /** What the model was read from. */
  readonly source: string;
  readonly encoder: string;
  readonly decoder: string;
  readonly bands: readonly string[];
  readonly classes: readonly string[];
}

/** What {@link describeModel} is asked for. */
export interface DescribeModelOptions {
  /** A model folder, or a config, whose fine-tuning model is described. */
  readonly source: string;
  readonly height: number;
  readonly width: number;
}

/**
 * What a model is and costs, from a model folder or from a config before anything was trained. A config that freezes the
 * encoder in one of its modes says nothing here: everything counts as trained.
 *
 * @throws {WorkflowError} `CONFIG_FILE` and others for a config; what `loadModel` throws for a folder.
 */
export async function describeModel({
  source,
  height,
  width,
}: DescribeModelOptions): Promise<DescribedModel> {
  await useEngine("cpu");
  const isFolder = existsSync(path.join(source, "undercoat.json"));
  const model = isFolder ? await loadModel(source, PARTS) : await modelOf((await loadConfig(source)).config);
  try {
    const { encoder, decoder, bands, scheme } = model;
    return {
      source,
      encoder: `${encoder.name} ${JSON.stringify(encoder.options)}`,
      decoder: `${decoder.name} ${JSON.stringify(decoder.options)}`,
      bands: bands.map(({ name }) => name),
      classes: scheme.classes.map(({ name }) => name),
      ...summariseModel(model, { height, width }),
    };
  } finally {
    model.dispose();
  }
}

async function modelOf(config: ResolvedConfig): Promise<SegmentationModel> {
  const { finetuneDecoder } = config.model;
  const { name, ...settings } = config.model.encoder;
  const inChannels = config.data.bands?.length ?? (await bandsInFiles(config));
  return segmentationModel({
    encoder: encoderFor(name, finetuneDecoder, { inChannels, ...settings }),
    decoder: DECODERS[finetuneDecoder](settings),
    scheme: classSchemeOf(config),
  });
}

/** Bands of the first scene, through all its image files. */
async function bandsInFiles({ data }: ResolvedConfig): Promise<number> {
  const scene = Object.keys(data.windows.pretrain)[0] ?? "";
  const files = [data.images]
    .flat()
    .map((pattern) => path.join(data.root, pattern.replaceAll("{scene}", scene)));
  const infos = await Promise.all(files.map((file) => rasterInfo(file)));
  return infos.reduce((sum, { bands }) => sum + bands.length, 0);
}
