import path from "node:path";
import { sceneOf } from "@undercoat/datasets";
import { cropLabels, cropRaster, decodeLabels, downsampleLabels, downsampleRaster } from "@undercoat/raster";
import type { ReportPanel, ReportPrediction } from "@undercoat/report";
import { noisyCrop, readCodes } from "../judge/noisy-crop.ts";
import type { SceneScores } from "../judge/result-files.ts";
import { evaluateModel, regionName } from "../run/evaluate-model.ts";
import { groundPixel } from "../run/ground-pixel.ts";
import type { RunData } from "../run/load-run-data.ts";
import { loadRunModel } from "../run/load-run-model.ts";
import { pictureOf } from "../run/picture-of.ts";
import { openStudyFolder } from "../study/study-folder.ts";
import type { OpenedPilot } from "./open-pilot.ts";
import { comparedArms } from "./pilot-study.ts";

/** Largest side of a picture in the page. */
const LARGEST_SIDE = 640;
/** Pictures of so many test windows: the worst one, and those in the middle. */
const SHOWN = 3;

interface PredictedArm {
  readonly arm: string;
  readonly folder: string;
  readonly scenes: readonly SceneScores[];
}

/**
 * The worst and the most typical test windows by the candidate's average precision: image, labels, and what both arms of
 * the first seed predict after training on the most patches.
 */
export async function pilotPanels(pilot: OpenedPilot, data: RunData, study: string): Promise<ReportPanel[]> {
  const { candidate, reference } = comparedArms(pilot.file.labels);
  const arms: PredictedArm[] = [];
  for (const arm of [candidate, reference]) arms.push(await predictedBy(arm, pilot, data, study));
  const ranked = arms[0]!.scenes.toSorted((a, b) => (a.averagePrecision ?? 2) - (b.averagePrecision ?? 2));
  const middle = Math.floor((ranked.length - 1) / 2);
  const chosen = [...new Set([0, middle, middle + 1].filter((rank) => rank < ranked.length))].slice(0, SHOWN);
  const panels: ReportPanel[] = [];
  for (const rank of chosen) {
    const { scene } = ranked[rank]!;
    panels.push(await panelOf(pilot, data, { scene, words: rank === 0 ? "worst" : "typical", arms }));
  }
  return panels;
}

/** Predicts the test windows by the model that the study has left. */
async function predictedBy(
  arm: string,
  { folder, file }: OpenedPilot,
  data: RunData,
  study: string,
): Promise<PredictedArm> {
  const { rows, points, tasks } = await openStudyFolder(study);
  const most = Math.max(...file.scale.patches);
  const seed = file.scale.seeds[0]!;
  const row = rows.find(
    (each) => each.arm.name === arm && each.seed === seed && points[each.point]!.values["patches"] === most,
  )!;
  const model = await loadRunModel(study, tasks.get(row.item)!.item.needs[0]!);
  const place = path.join(folder, "predictions", arm.replace("/", "-"));
  try {
    const { scenes } = await evaluateModel(model, data, { folder: place, shown: [] });
    return { arm, folder: place, scenes };
  } finally {
    model.dispose();
  }
}

async function panelOf(
  { loaded, file }: OpenedPilot,
  data: RunData,
  {
    scene,
    words,
    arms,
  }: { readonly scene: string; readonly words: string; readonly arms: readonly PredictedArm[] },
): Promise<ReportPanel> {
  const { regions } = data.splits.test;
  const region = regions.find((each) => regionName(each, regions) === scene)!;
  const whole = sceneOf(data.splits.test, region.sceneId);
  const factor = Math.ceil(Math.max(region.window.width, region.window.height) / LARGEST_SIDE);
  const noisy = await noisyCrop(loaded.config, data, file.labels, region);
  const pixel = groundPixel(whole.image);
  const metres = pixel === null ? null : pixel.width * region.window.width;
  const predictions: ReportPrediction[] = [];
  for (const { arm, folder, scenes } of arms) {
    const map = path.join(folder, `${scene}.tif`);
    const score = scenes.find((each) => each.scene === scene)?.averagePrecision ?? null;
    predictions.push({
      arm,
      labels: downsampleLabels(decodeLabels(await readCodes(map), data.scheme, map), factor),
      caption: score === null ? "no average precision" : `average precision ${(100 * score).toFixed(1)}`,
    });
  }
  return {
    sceneId: `${scene} (${words})`,
    metresWide: metres,
    image: pictureOf(downsampleRaster(cropRaster(whole.image, region.window), factor)),
    clean: downsampleLabels(cropLabels(whole.labels, region.window), factor),
    noisy: noisy === null ? null : downsampleLabels(noisy, factor),
    predictions,
  };
}
