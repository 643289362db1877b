import path from "node:path";
import type { SegmentationModel } from "@undercoat/segmentation";
import { loadModel } from "@undercoat/segmentation/node";
import { WorkflowError } from "../errors.ts";
import { PARTS } from "./build-model.ts";

/**
 * The model that an item of a run has left in its folder.
 *
 * @throws {WorkflowError} `RUN_FOLDER` where it is damaged; `--resume` trains it again once it is gone.
 */
export async function loadRunModel(folder: string, itemId: string): Promise<SegmentationModel> {
  const place = path.join(folder, "models", itemId);
  try {
    return await loadModel(place, PARTS);
  } catch (cause) {
    throw new WorkflowError("RUN_FOLDER", {
      message: `model "${place}" cannot be used: ${(cause as Error).message.replace(/; [^;]*$/, "")}; delete its folder, and run --resume trains it again`,
      context: { folder: place },
      cause,
    });
  }
}
