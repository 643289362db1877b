import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import { LabelNoiseError } from "../errors.ts";

/** Refuses labels with a class index that is neither of the scheme nor 255, naming the first such pixel. */
export function assertClasses({ data, scheme, width }: LabelMap): void {
  const count = scheme.classes.length;
  const pixel = data.findIndex((index) => index >= count && index !== IGNORE_INDEX);
  if (pixel === -1) return;
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  throw new LabelNoiseError("CLASS_OUTSIDE_SCHEME", {
    message: `pixel ${x}, ${y} holds class index ${data[pixel]}, but class scheme "${scheme.name}" has indices 0 to ${count - 1} (and ${IGNORE_INDEX} = ignored); decode class values with decodeLabels`,
    context: { x, y, classIndex: data[pixel], scheme: scheme.name, classes: count },
  });
}
