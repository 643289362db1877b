import type { Parameter } from "../model.ts";

/** Whether PyTorch has the tensor too; the state of a dropout's random numbers is ours alone. */
export function isTorchParameter({ name }: Parameter): boolean {
  return !name.endsWith(".draws");
}
