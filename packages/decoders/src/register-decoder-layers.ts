import { serialization } from "@tensorflow/tfjs-core";
import { UpsampleToLayer } from "./internal/upsample-to.ts";

/**
 * Makes the layer of this package known to `loadLayersModel`, as `registerLayers` of `@undercoat/tensor`
 * does with its own. Calling it again does nothing.
 */
export function registerDecoderLayers(): void {
  serialization.registerClass(UpsampleToLayer as never);
}
