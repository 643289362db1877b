/**
 * Model folders on disk.
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
export { loadModel } from "./load-model.ts";
export { saveModel } from "./save-model.ts";
