import type * as tf from "@tensorflow/tfjs-core";
import type { PartOptions, SegmentationModel } from "@undercoat/segmentation";
import type { Companion, MethodTerms, RunningMethod, TrainingMethod } from "@undercoat/training";
import { RobustTrainingError } from "../errors.ts";
import { type RisingShare, withKeptShare } from "./kept-pixels.ts";
import { NO_STATE } from "./no-state.ts";

/** Makes the second network: of the same structure as the model, with other first weights. */
export type MakePeer = () => SegmentationModel;

/** What tells one way of teaching two networks from another. */
interface PeerMethod {
  readonly name: string;
  readonly options: PartOptions & RisingShare;
  readonly terms: NonNullable<RunningMethod["terms"]>;
}

/** A method that teaches a second network in the same step, by a share of the pixels; the network is freed at the end. */
export function peerMethod(make: MakePeer, { name, options, terms }: PeerMethod): TrainingMethod {
  return {
    kind: "training-method",
    name,
    options,
    start: (model) => {
      const peer = checkedPeer(name, model, make);
      return {
        readsLogits: false,
        readsModel: false,
        companion: companionOf(peer),
        prepare: (batch, moment) => withKeptShare(batch, moment, options),
        terms,
        save: () => NO_STATE,
        restore: () => {},
        dispose: () => peer.dispose(),
      };
    },
  };
}

/** The second network, where both can be taught. */
function checkedPeer(name: string, model: SegmentationModel, make: MakePeer): SegmentationModel {
  const frozen = model.layerGroups
    .flatMap(({ layerNames }) => layerNames)
    .find((layer) => !model.network.getLayer(layer).trainable);
  if (frozen !== undefined)
    throw new RobustTrainingError("OPTIONS_REFUSED", {
      message: `"${frozen}" is frozen, but "${name}" trains two whole networks; leave out the freeze plan`,
      context: { layer: frozen },
    });
  const peer = make();
  if (peer.scheme.classes.length !== model.scheme.classes.length) {
    peer.dispose();
    throw new RobustTrainingError("OPTIONS_REFUSED", {
      message: `the second network of "${name}" has ${peer.scheme.classes.length} classes, but the model ${model.scheme.classes.length}; make both alike`,
      context: { peer: peer.scheme.classes.length, model: model.scheme.classes.length },
    });
  }
  return peer;
}

/** Logits of the second network. */
export function peerLogits({ companion }: MethodTerms): tf.Tensor4D {
  return companion as tf.Tensor4D;
}

/** Terms of the second network beside those of the first. */
export function besides(
  own: Record<string, tf.Scalar>,
  peer: Record<string, tf.Scalar>,
): Record<string, tf.Scalar> {
  const named = Object.entries(peer).map(([name, term]) => [`peer ${name}`, term]);
  return { ...own, ...Object.fromEntries(named) };
}

function companionOf(peer: SegmentationModel): Companion {
  const parameters = peer.parameters().map((one) => ({ ...one, name: `peer ${one.name}` }));
  return {
    parameters: () => parameters,
    forward: ({ images }) => peer.network.apply(images, { training: true }) as tf.Tensor4D,
  };
}
