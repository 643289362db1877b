/**
 * Model folders and weight files on disk.
 *
 * @example
 * ```ts
 * import { loadModel, saveModel } from "@undercoat/segmentation/node";
 *
 * await saveModel("runs/first/model", model);
 * const again = await loadModel("runs/first/model", { encoders: { resnet }, decoders: { unet } });
 * ```
 *
 * @packageDocumentation
 */
export { exportWeights } from "./export-weights.ts";
export { importWeights } from "./import-weights.ts";
export { loadModel } from "./load-model.ts";
export { saveModel } from "./save-model.ts";
