import { tensor, tidy } from "@tensorflow/tfjs-core";
import type { Parameter, SegmentationModel } from "@undercoat/segmentation";
import { TrainingError } from "../errors.ts";
import type { MethodState, RunningMethod } from "../training-method.ts";

/** Before the names of the tensors of a method's own network, among those that the method remembers. */
const PREFIX = "companion ";

/** Every tensor that a step may move. */
export function allParameters(
  model: SegmentationModel,
  method: Pick<RunningMethod, "companion"> | null,
): readonly Parameter[] {
  return [...model.parameters(), ...(method?.companion?.parameters() ?? [])];
}

/** What a method remembers, the weights of its own network among it, as copies. */
export function savedMethod(method: RunningMethod): MethodState {
  const { json, tensors } = method.save();
  const own = (method.companion?.parameters() ?? []).map(
    ({ name, variable }) => [`${PREFIX}${name}`, Float32Array.from(variable.dataSync())] as const,
  );
  return { json, tensors: new Map([...tensors, ...own]) };
}

/**
 * Gives a method back what it remembered, and its network the weights it had.
 *
 * @throws {TrainingError} `CHECKPOINT_MISMATCH` where a tensor of that network is not in the state, or is of another size.
 */
export function restoreMethod(method: RunningMethod, { json, tensors }: MethodState): void {
  for (const { name, shape, variable } of method.companion?.parameters() ?? []) {
    const data = tensors.get(`${PREFIX}${name}`);
    if (data?.length !== variable.size)
      throw new TrainingError("CHECKPOINT_MISMATCH", {
        message: `"${name}" of the method has ${variable.size} numbers, but ${data?.length ?? 0} in the checkpoint; resume with the method that was trained`,
        context: { tensor: name, size: variable.size },
      });
    tidy(() => variable.assign(tensor(Float32Array.from(data), [...shape])));
  }
  method.restore({ json, tensors: new Map([...tensors].filter(([name]) => !name.startsWith(PREFIX))) });
}
