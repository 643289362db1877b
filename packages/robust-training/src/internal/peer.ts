import type * as tf from "@tensorflow/tfjs-core";
import type { SegmentationModel } from "@undercoat/segmentation";
import type { Companion, MethodTerms, RunningMethod } from "@undercoat/training";
import { RobustTrainingError } from "../errors.ts";
import { NO_STATE } from "./no-state.ts";

/** Makes the second network: of the same structure as the model, with other first weights. */
export type MakePeer = () => SegmentationModel;

/** What two networks are taught by. */
type PeerTerms = Pick<Required<RunningMethod>, "prepare" | "terms">;

/** A method that teaches a second network in the same step; it is freed at the end. */
export function withPeer(
  name: string,
  model: SegmentationModel,
  make: MakePeer,
  own: PeerTerms,
): RunningMethod {
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
  return {
    readsLogits: false,
    readsModel: false,
    companion: companionOf(peer),
    ...own,
    save: () => NO_STATE,
    restore: () => {},
    dispose: () => peer.dispose(),
  };
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
