import { useEngine } from "@undercoat/engines";
import {
  type ImportReport,
  initialise,
  type ModelLicence,
  type Normalisation,
  segmentationModel,
} from "@undercoat/segmentation";
import { importWeights, saveModel } from "@undercoat/segmentation/node";
import { DecoderName } from "../config/decoder-name.ts";
import { EncoderName } from "../config/encoder-name.ts";
import { nearestWord } from "../config/nearest-word.ts";
import { WorkflowError } from "../errors.ts";
import { DECODERS, encoderFor } from "../run/build-model.ts";
import { refuseExisting } from "./refuse-existing.ts";

/** What {@link importModel} is asked for. */
export interface ImportModelOptions {
  /** A safetensors file with PyTorch's names. */
  readonly file: string;
  /** A word for an encoder or decoder as in a config, such as `resnet18` and `unet`. */
  readonly encoder: string;
  readonly decoder: string;
  /** Factor on the channels of both. */
  readonly width: number;
  /** Names of the bands, in the order of the weights. */
  readonly bands: readonly string[];
  /** Names of the classes, in the order of the weights; their values in files are 0, 1, … */
  readonly classes: readonly string[];
  readonly normalisation: Normalisation | null;
  /** Layer groups or prefixes that the weights fill; the others are drawn. Undefined: all. */
  readonly parts: readonly string[] | undefined;
  readonly adaptFirstConvolution: boolean;
  readonly allowMissing: boolean;
  /** Of the weights; null if nobody said. */
  readonly licence: string | null;
  /** Of what the weights do not fill. */
  readonly seed: number;
  /** The model folder to write. */
  readonly out: string;
  readonly force: boolean;
}

/** A model folder that was made from weights. */
export interface ImportedModel extends ImportReport {
  readonly out: string;
  /** Tensors of the model that were drawn, because their part was not asked for or is missing. */
  readonly drawn: number;
}

/**
 * Makes a model folder from weights for PyTorch.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for an unknown encoder or decoder, or a folder that is there already; what
 *   `importWeights` throws for weights that do not fit.
 */
export async function importModel(options: ImportModelOptions): Promise<ImportedModel> {
  const { file, out, parts, adaptFirstConvolution, allowMissing } = options;
  const [encoder, decoder] = [
    known("encoder", options.encoder, EncoderName.options),
    known("decoder", options.decoder, DecoderName.options),
  ];
  refuseExisting(out, options.force);
  await useEngine("cpu");
  const { width, bands } = options;
  const model = segmentationModel({
    encoder: encoderFor(encoder, decoder, { inChannels: bands.length, width }),
    decoder: DECODERS[decoder]({ width }),
    scheme: { name: "imported", classes: options.classes.map((name, value) => ({ value, name })) },
    bands: bands.map((name) => ({ name })),
    normalisation: options.normalisation,
    licences: [licenceOf(options)],
  });
  try {
    const wanted = parts === undefined ? {} : { parts: [...parts] };
    const report = await importWeights(model, file, { ...wanted, adaptFirstConvolution, allowMissing });
    const filled = new Set(report.matched.map(({ name }) => name));
    initialise(model, { seed: options.seed, only: (name) => !filled.has(name) });
    await saveModel(out, model);
    return { ...report, out, drawn: model.parameters().length - report.matched.length };
  } finally {
    model.dispose();
  }
}

function licenceOf({ licence, parts }: ImportModelOptions): ModelLicence {
  return {
    of: `weights of ${parts === undefined ? "the model" : parts.join(", ")}`,
    licence,
    attribution: null,
  };
}

function known<Name extends string>(what: string, name: string, names: readonly Name[]): Name {
  const found = names.find((other) => other === name);
  if (found !== undefined) return found;
  const near = nearestWord(name, names);
  throw new WorkflowError("CONFIG_VALUE", {
    message: `${what} is "${name}", expected one of ${names.join(", ")}${near === null ? "" : `; did you mean "${near}"?`}`,
    context: { what, name },
  });
}
