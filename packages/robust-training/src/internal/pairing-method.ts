import type { Batch } from "@undercoat/datasets";
import { createRng, type Rng, type RngState, restoreRng, shuffled } from "@undercoat/random";
import type { PreparedBatch, RunningMethod, TrainingMethod } from "@undercoat/training";
import { RobustTrainingError } from "../errors.ts";
import { betaDraw } from "./beta-draw.ts";
import { stateMismatch } from "./no-state.ts";

/** What was drawn for one batch. */
export interface Pairing {
  /** For every patch the one it is mixed with; of a single patch that is itself. */
  readonly partners: readonly number[];
  /** Share of the patch itself, from 0 to 1. */
  readonly share: number;
  /** For what else is to be drawn. */
  readonly rng: Rng;
}

/** What tells one way of mixing from another. */
interface PairingMethod {
  readonly name: string;
  readonly options: { readonly alpha: number; readonly seed: number };
  mix(batch: Batch, pairing: Pairing): PreparedBatch;
  readonly terms?: NonNullable<RunningMethod["terms"]>;
}

/** A method that mixes every patch of a batch with another one of it; all it remembers is a stream of random numbers. */
export function pairingMethod({ name, options, mix, terms }: PairingMethod): TrainingMethod {
  return {
    kind: "training-method",
    name,
    options,
    start: () => {
      let rng = createRng(options.seed).fork("mix");
      return {
        readsLogits: false,
        readsModel: false,
        prepare: (batch) => {
          if (batch.size < 2) throw onePatch(name);
          const share = betaDraw(options.alpha, rng);
          const partners = shuffled(
            Array.from({ length: batch.size }, (_, index) => index),
            rng,
          );
          return mix(batch, { partners, share, rng });
        },
        ...(terms === undefined ? {} : { terms }),
        save: () => ({ json: rng.save(), tensors: new Map() }),
        restore: ({ json }) => {
          rng = streamOf(json, name);
        },
      };
    },
  };
}

function streamOf(json: unknown, name: string): Rng {
  try {
    return restoreRng(json as RngState);
  } catch {
    throw stateMismatch(name, "the place of a stream of random numbers");
  }
}

function onePatch(name: string): RobustTrainingError {
  return new RobustTrainingError("OPTIONS_REFUSED", {
    message: `the batch has 1 patch, but "${name}" mixes two; raise batchSize`,
    context: { size: 1 },
  });
}
