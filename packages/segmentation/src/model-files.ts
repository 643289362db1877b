import { io } from "@tensorflow/tfjs-core";
import { safetensorsOf } from "./internal/safetensors-of.ts";
import { sha256OfBytes } from "./internal/sha256-of-floats.ts";
import type { SegmentationModel } from "./model.ts";
import { modelCard } from "./model-card.ts";
import { MODEL_FORMAT_VERSION, type ModelDescription } from "./model-description.ts";
import { tensorHashes } from "./tensor-hashes.ts";

/** The files of a model, by name. The two for others than us may be missing. */
export type ModelFiles = Readonly<Record<"model.json" | "weights.bin" | "undercoat.json", Uint8Array>> &
  Readonly<Partial<Record<"weights.safetensors" | "card.md", Uint8Array>>>;

/**
 * A model as files: `model.json` and `weights.bin` as tfjs writes them, so that `loadLayersModel` opens them
 * once the layers are registered; `undercoat.json` with scheme, bands, normalisation, licences and the SHA-256 of
 * every tensor; `weights.safetensors` with PyTorch's names and shapes; `card.md` for people.
 *
 * @example
 * ```ts
 * const files = await modelFiles(model);
 * ```
 */
export async function modelFiles(model: SegmentationModel): Promise<Required<ModelFiles>> {
  const { modelTopology, weightSpecs, weightData } = await artifactsOf(model);
  const topology = {
    format: "layers-model",
    generatedBy: "undercoat",
    convertedBy: null,
    modelTopology,
    weightsManifest: [{ paths: ["weights.bin"], weights: weightSpecs }],
  };
  const safetensors = safetensorsOf(model);
  return {
    "model.json": jsonBytes(topology),
    "weights.bin": new Uint8Array(io.CompositeArrayBuffer.join(weightData)),
    "undercoat.json": jsonBytes(await describeModel(model, safetensors)),
    "weights.safetensors": safetensors,
    "card.md": new TextEncoder().encode(modelCard(model)),
  };
}

async function artifactsOf(model: SegmentationModel): Promise<io.ModelArtifacts> {
  let artifacts: io.ModelArtifacts = {};
  await model.network.save({
    save: async (saved) => {
      artifacts = saved;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    },
  });
  return artifacts;
}

async function describeModel(model: SegmentationModel, safetensors: Uint8Array): Promise<ModelDescription> {
  const hashes = await tensorHashes(model);
  return {
    formatVersion: MODEL_FORMAT_VERSION,
    kind: "segmentation-model",
    encoder: { name: model.encoder.name, options: { ...model.encoder.options } },
    decoder: { name: model.decoder.name, options: { ...model.decoder.options } },
    scheme: { name: model.scheme.name, classes: [...model.scheme.classes] },
    bands: [...model.bands],
    normalisation: model.normalisation && {
      mean: [...model.normalisation.mean],
      standardDeviation: [...model.normalisation.standardDeviation],
    },
    sizeMultiple: model.decoder.sizeMultiple,
    licences: model.licences.map((licence) => ({ ...licence })),
    files: { "weights.safetensors": await sha256OfBytes(safetensors) },
    tensors: model
      .parameters()
      .map(({ name, shape }) => ({ name, shape: [...shape], sha256: hashes[name]! })),
  };
}

function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);
}
