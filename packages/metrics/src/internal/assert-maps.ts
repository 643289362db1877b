import type { LabelMap } from "@undercoat/raster";
import { MetricsError } from "../errors.ts";

/** Refuses two label maps of different size or classes. */
export function assertSameMaps(reference: LabelMap, predicted: LabelMap): void {
  if (reference.width !== predicted.width || reference.height !== predicted.height)
    throw new MetricsError("SIZE_MISMATCH", {
      message:
        `reference is ${reference.width}×${reference.height} pixels, but prediction is ` +
        `${predicted.width}×${predicted.height}; give the same window of both`,
      context: {
        reference: [reference.width, reference.height],
        predicted: [predicted.width, predicted.height],
      },
    });
  const names = ({ scheme }: LabelMap) => scheme.classes.map(({ name }) => name).join(", ");
  if (names(reference) === names(predicted)) return;
  throw new MetricsError("SCHEME_MISMATCH", {
    message: `reference has the classes ${names(reference)}, but prediction has ${names(predicted)}; bring both to one scheme first`,
    context: { reference: reference.scheme.name, predicted: predicted.scheme.name },
  });
}

/** Refuses an option that is not a positive number. */
export function assertPositive(value: number, what: string): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new MetricsError("OPTION_OUTSIDE", {
    message: `${what} is ${value}, but a positive number was expected; leave it out for the default`,
    context: { [what]: value },
  });
}
