import { createRng, type Rng } from "@undercoat/random";
import type { ClassScheme } from "@undercoat/raster";
import type { MethodTerms, PreparedBatch, RunningMethod } from "@undercoat/training";
import type { SelfSupervisedMethod } from "../self-supervised-method.ts";
import { checkOutputs } from "./check-outputs.ts";
import { drawnState, streamOf } from "./drawn-state.ts";
import type { Projection } from "./projection.ts";

/** What tells one method from another. */
interface DrawnMethod<Options extends { readonly seed: number }> {
  readonly name: string;
  readonly options: Options;
  outputs(bands: number): ClassScheme;
  /** A network beside the model; omitted: none. */
  readonly companion?: () => Projection;
  prepare(batch: Parameters<NonNullable<RunningMethod["prepare"]>>[0], rng: Rng): PreparedBatch;
  terms(given: MethodTerms): ReturnType<NonNullable<RunningMethod["terms"]>>;
}

/** A method whose memory is one stream of random numbers; its name, `aug`, is that of the study. */
export function drawnMethod<Options extends { readonly seed: number }>({
  name,
  options,
  outputs,
  companion: made,
  prepare,
  terms,
}: DrawnMethod<Options>): SelfSupervisedMethod {
  return {
    kind: "training-method",
    name,
    options,
    outputs,
    start: (model) => {
      checkOutputs(name, model, outputs(model.bands.length));
      let rng = createRng(options.seed).fork("aug");
      const companion = made?.();
      return {
        ...(companion === undefined ? {} : { companion, dispose: () => companion.dispose() }),
        readsLogits: false,
        readsModel: false,
        prepare: (batch) => prepare(batch, rng),
        terms: (_loss, given) => terms(given),
        save: () => drawnState(rng),
        restore: (state) => {
          rng = streamOf(state, name);
        },
      };
    },
  };
}
