import { type PretextOptions, pretextNameOf } from "@undercoat/self-supervised/options";
import type { DecoderName } from "../config/decoder-name.ts";
import type { ResolvedConfig } from "../config/run-config.ts";
import { armsOf } from "./arms.ts";

/** Tasks that are told from the deepest feature alone, as their papers do. */
const FROM_DEEPEST: readonly string[] = ["rotation-prediction", "sim-siam"];

/** The decoder under which a task without labels is learnt. */
export function pretextDecoder(pretext: PretextOptions, { model }: ResolvedConfig): DecoderName {
  return FROM_DEEPEST.includes(pretextNameOf(pretext)) ? "linear" : model.pretrainDecoder;
}

/** Every decoder that is trained in a stage; an arm `whole` goes on with that of its pretraining. */
export function decodersOf(stage: "pretrain" | "finetune", config: ResolvedConfig): readonly DecoderName[] {
  const { pretrainDecoder, finetuneDecoder } = config.model;
  const decoders =
    stage === "pretrain"
      ? Object.values(config.pretrainings)
          .filter(({ role }) => role !== "external")
          .map(({ pretext }) => (pretext === undefined ? pretrainDecoder : pretextDecoder(pretext, config)))
      : armsOf(config)
          .filter(({ mode }) => mode !== "none" && mode !== "planned")
          .map(({ mode }) => (mode === "whole" ? pretrainDecoder : finetuneDecoder));
  return [...new Set(decoders)];
}
