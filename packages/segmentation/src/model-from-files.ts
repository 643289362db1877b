import type { Decoder } from "./decoder.ts";
import type { Encoder } from "./encoder.ts";
import { SegmentationError } from "./errors.ts";
import { nearestWord } from "./internal/nearest-word.ts";
import { readDescription, unreadable } from "./internal/read-description.ts";
import { readTensors } from "./internal/read-tensors.ts";
import { sha256OfBytes, sha256OfFloats } from "./internal/sha256-of-floats.ts";
import type { SegmentationModel } from "./model.ts";
import type { ModelDescription } from "./model-description.ts";
import type { ModelFiles } from "./model-files.ts";
import { segmentationModel } from "./segmentation-model.ts";
import { setWeights, type WeightValues } from "./weights.ts";

/** The factories that may rebuild a model, by the name that a model gives its parts. */
export interface PartFactories {
  readonly encoders: Readonly<Record<string, (options: never) => Encoder>>;
  readonly decoders: Readonly<Record<string, (options: never) => Decoder>>;
}

/**
 * The model that `modelFiles` wrote: rebuilt from its description, filled, and compared tensor by tensor.
 *
 * @throws {SegmentationError} `MODEL_FILE_UNREADABLE`, `UNKNOWN_PART` if no factory has the part's name,
 *   `ARCHITECTURE_MISMATCH` if the rebuilt network has other tensors, `HASH_MISMATCH` if a tensor's bytes
 *   changed, `WEIGHT_NOT_FINITE` for NaN or infinity.
 *
 * @example
 * ```ts
 * const model = await modelFromFiles(files, { encoders: { resnet }, decoders: { unet } });
 * ```
 */
export async function modelFromFiles(
  files: ModelFiles,
  factories: PartFactories,
): Promise<SegmentationModel> {
  const description = readDescription(files["undercoat.json"]);
  const tensors = readTensors(files["model.json"], files["weights.bin"]);
  // hashed beside, while the network is built
  const checks = Promise.all([checkHashes(description, tensors), checkFiles(description, files)]);
  let model: SegmentationModel | null = null;
  try {
    model = rebuild(description, factories);
    checkArchitecture(description, model);
    setWeights(model, tensors);
    await checks;
    return model;
  } catch (error) {
    model?.dispose();
    await checks; // of several things that are wrong, the bytes are told first
    throw error;
  }
}

function rebuild(description: ModelDescription, { encoders, decoders }: PartFactories): SegmentationModel {
  const { encoder, decoder, scheme, bands, normalisation, licences } = description;
  const makeEncoder = factoryOf("encoder", encoder.name, encoders);
  const makeDecoder = factoryOf("decoder", decoder.name, decoders);
  return segmentationModel({
    encoder: makeEncoder(encoder.options as never),
    decoder: makeDecoder(decoder.options as never),
    scheme: scheme as SegmentationModel["scheme"],
    bands,
    normalisation,
    licences,
  });
}

function factoryOf<Part>(
  kind: "encoder" | "decoder",
  name: string,
  factories: Readonly<Record<string, (options: never) => Part>>,
): (options: never) => Part {
  const known = Object.keys(factories);
  const factory = known.includes(name) ? factories[name] : undefined;
  if (factory !== undefined) return factory;
  const nearest = nearestWord(name, known);
  throw new SegmentationError("UNKNOWN_PART", {
    message: `the model's ${kind} is "${name}", but ${nearest === null ? "no factory was given" : `the nearest factory is "${nearest}"`}; pass { ${kind}s: { "${name}": … } }`,
    context: { kind, name, known },
  });
}

async function checkHashes(
  { tensors: described }: ModelDescription,
  tensors: ReadonlyMap<string, WeightValues>,
): Promise<void> {
  const missing = described.find(({ name }) => !tensors.has(name));
  if (missing !== undefined || described.length !== tensors.size) {
    const which = missing === undefined ? "" : `; "${missing.name}" is missing`;
    throw unreadable(
      `"undercoat.json" describes ${described.length} tensors, but "model.json" lists ${tensors.size}${which}; copy the model folder again`,
      "model.json",
    );
  }
  const hashes = await Promise.all(described.map(({ name }) => sha256OfFloats(tensors.get(name)!.data)));
  for (const [index, { name, sha256 }] of described.entries()) {
    if (hashes[index] === sha256) continue;
    throw new SegmentationError("HASH_MISMATCH", {
      message: `tensor "${name}" in "weights.bin" is not the one that "undercoat.json" describes (SHA-256 differs); copy the model folder again`,
      context: { name, expected: sha256 },
    });
  }
}

/** Of the files for others, those that are given must be the ones that were written. */
async function checkFiles({ files: described }: ModelDescription, files: ModelFiles): Promise<void> {
  for (const [name, expected] of Object.entries(described)) {
    const bytes = name === "weights.safetensors" ? files[name] : undefined;
    if (bytes === undefined || (await sha256OfBytes(bytes)) === expected) continue;
    throw new SegmentationError("HASH_MISMATCH", {
      message: `"${name}" is not the file that "undercoat.json" describes (SHA-256 differs); copy the model folder again`,
      context: { file: name, expected },
    });
  }
}

function checkArchitecture({ tensors, encoder, decoder }: ModelDescription, model: SegmentationModel): void {
  const written = tensors.map(({ name, shape }) => `${name} [${shape.join(", ")}]`);
  const rebuilt = model.parameters().map(({ name, shape }) => `${name} [${shape.join(", ")}]`);
  const onlyWritten = written.filter((tensor) => !rebuilt.includes(tensor));
  const onlyRebuilt = rebuilt.filter((tensor) => !written.includes(tensor));
  if (onlyWritten.length + onlyRebuilt.length === 0) return;
  const first = (list: readonly string[]) => (list.length === 0 ? "none" : list.slice(0, 3).join("; "));
  throw new SegmentationError("ARCHITECTURE_MISMATCH", {
    message:
      `encoder "${encoder.name}" with decoder "${decoder.name}" lacks ${onlyWritten.length} tensors of the ` +
      `files (${first(onlyWritten)}) and has ${onlyRebuilt.length} others (${first(onlyRebuilt)}); ` +
      "load with the factories the model was made with",
    context: { onlyWritten, onlyRebuilt },
  });
}
