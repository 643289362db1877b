import type { ClassScheme } from "@undercoat/raster";
import type { SegmentationModel } from "@undercoat/segmentation";
import { SelfSupervisedError } from "../errors.ts";

/** Refuses a model whose head gives another number of outputs than a method learns. */
export function checkOutputs(name: string, { scheme }: SegmentationModel, { classes }: ClassScheme): void {
  if (scheme.classes.length === classes.length) return;
  throw new SelfSupervisedError("OUTPUTS_DIFFER", {
    message: `the model's head has ${scheme.classes.length} outputs, method "${name}" needs ${classes.length}; make the model with the scheme of outputs(bands)`,
    context: { method: name, outputs: scheme.classes.length, expected: classes.length },
  });
}

/** A scheme of `count` outputs. */
export function outputScheme(name: string, count: number): ClassScheme {
  return {
    name,
    classes: Array.from({ length: count }, (_, value) => ({ value, name: `${name} ${value + 1}` })),
  };
}
