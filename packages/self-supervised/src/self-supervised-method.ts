import type { ClassScheme } from "@undercoat/raster";
import type { TrainingMethod } from "@undercoat/training";

/**
 * A method that learns from images alone. Labels say only where a pixel is ignored (255), so any label set of the
 * images will do once `unlabelled` took its classes, and the model's head gives what the method asks for instead of classes.
 */
export interface SelfSupervisedMethod extends TrainingMethod {
  /** The outputs that the model's head must have for images of so many bands, as the classes of a scheme. */
  outputs(bands: number): ClassScheme;
}
