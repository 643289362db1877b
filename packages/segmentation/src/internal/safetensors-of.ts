import { encodeSafetensors } from "@undercoat/safetensors";
import type { SegmentationModel } from "../model.ts";
import { stateDict } from "../state-dict.ts";

/** What `safetensors.torch` writes, and readers such as transformers ask for. */
const TORCH: ReadonlyMap<string, string> = new Map([["format", "pt"]]);

/** A model's state_dict as the bytes of a safetensors file. */
export function safetensorsOf(model: SegmentationModel): Uint8Array {
  return encodeSafetensors({ tensors: stateDict(model), metadata: TORCH });
}
