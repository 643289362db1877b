import type * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import type { Loss, Parameter, PartOptions, SegmentationModel } from "@undercoat/segmentation";
import type { FloatArray } from "./adam.ts";

/** Numbers that a method hands to a step beside images and labels; name, shape and presence stay the same for all steps. */
export type MethodInputs = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>
>;

/** A batch as it is learnt from. */
export interface PreparedBatch {
  /** Of the same size as the batch that came. */
  readonly batch: Batch;
  /** Omitted: none. */
  readonly inputs?: MethodInputs;
}

/** What {@link RunningMethod.terms} is given; all of it constant but for the logits. */
export interface MethodTerms {
  readonly logits: tf.Tensor4D;
  readonly labels: tf.Tensor3D;
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  /** What the method's own network gave; not constant. Absent where it has none. */
  readonly companion?: tf.Tensor;
}

/** A network of a method's own that learns in the same step as the model: a second opinion, or a part that is dropped. */
export interface Companion {
  /** Its tensors, by names that the model has not. They learn whatever is frozen in the model. */
  parameters(): readonly Parameter[];
  /** Its outputs in training mode; asked for once in a forward pass, so that running statistics move once. */
  forward(given: Pick<MethodTerms, "logits"> & { readonly images: tf.Tensor4D }): tf.Tensor;
}

/** What a method needs to go on: plain JSON, and tensors by name. */
export interface MethodState {
  readonly json: unknown;
  readonly tensors: ReadonlyMap<string, FloatArray>;
}

/** When something is asked of a method. */
export interface MethodMoment {
  /** Steps done. */
  readonly step: number;
  /** Steps of the whole training. */
  readonly steps: number;
}

/** A method during one training. Whatever it remembers is in {@link RunningMethod.save}. */
export interface RunningMethod {
  /** True: `observe` is handed the logits. */
  readonly readsLogits: boolean;
  /** Its weights and their optimiser are in every checkpoint; they are not averaged. */
  readonly companion?: Companion;
  /** New values of some tensors by name, before a step; their optimiser begins anew. `null`: none. */
  rewrite?(moment: MethodMoment): ReadonlyMap<string, Float32Array> | null;
  /** What the step learns from. The model holds the weights of now only where `readsModel` is true. */
  prepare?(batch: Batch, moment: MethodMoment): PreparedBatch;
  /**
   * The terms of the loss by name; their sum is learnt from. Traced once where the step is compiled, so what changes
   * from step to step must be one of the inputs. Omitted: those of the training's own loss.
   */
  terms?(loss: Loss, given: MethodTerms): Record<string, tf.Scalar>;
  /** After the forward pass: `logits` `[batch, height, width, class]` in training mode; to be copied. */
  observe?(batch: Batch, logits: Float32Array): void;
  /** True: the model's variables are brought up to date for `updated`. */
  readonly readsModel: boolean;
  /** After the weights have moved. */
  updated?(moment: MethodMoment): void;
  save(): MethodState;
  /** @throws An error of the method where the state is not one of its own. */
  restore(state: MethodState): void;
  /** Frees what it holds; nothing is asked of it afterwards. */
  dispose?(): void;
}

/**
 * A way of learning that looks at every batch, such as one for noisy labels: it may change labels, add inputs and
 * terms of the loss, and remember. `@undercoat/robust-training` has some.
 */
export interface TrainingMethod {
  readonly kind: "training-method";
  readonly name: string;
  /** Every option with its default filled in; a resumed training must have the same. */
  readonly options: PartOptions;
  /** Begins one training; the model is that of the training. Of a resumed one the weights of now come later, before `restore`. */
  start(model: SegmentationModel): RunningMethod;
}
