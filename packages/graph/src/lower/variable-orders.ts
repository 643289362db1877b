import type { Value } from "../record/value.ts";
import { IMHW, OIHW, type Order, plainOrder } from "./layout.ts";

/** The layout a variable is kept in between steps: that of the operation it is the kernel of. */
export function variableOrder(variable: Value, users: readonly Value[]): Order {
  const kernelOf = (pattern: RegExp) =>
    users.some((user) => pattern.test(user.op) && user.inputs[1] === variable);
  if (kernelOf(/^DepthwiseConv2dNative/)) return IMHW;
  if (kernelOf(/^Conv2D/)) return OIHW;
  return plainOrder(variable.shape.length);
}
