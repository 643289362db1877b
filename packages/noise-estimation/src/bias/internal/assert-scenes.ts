import { NoiseEstimationError } from "../../errors.ts";
import { assertPair, assertRaster, assertSameSize } from "../../spatial/internal/checks.ts";
import type { BiasScene } from "../detect-bias.ts";
import { isKnown } from "./scene-blocks.ts";

/** Refuses scenes that do not fit each other; counts known and wrong pixels. */
export function assertScenes(scenes: readonly BiasScene[]): {
  readonly known: number;
  readonly wrong: number;
} {
  const [first] = scenes;
  if (first === undefined) {
    throw new NoiseEstimationError("NO_VALID_PIXELS", {
      message: "0 scenes are given, but at least one was expected; give labels and reference",
      context: { scenes: 0 },
    });
  }
  let [known, wrong] = [0, 0];
  scenes.forEach((scene, index) => {
    assertPair(scene.labels, scene.reference);
    assertSameNames(
      "classes",
      index,
      [first, scene].map(({ labels }) => labels.scheme.classes),
    );
    if (scene.image !== undefined) {
      assertRaster("image", scene.image);
      assertSameSize(scene.labels, "image", scene.image);
    }
    assertGroups(scene);
    for (let pixel = 0; pixel < scene.labels.data.length; pixel++) {
      if (!isKnown(scene.labels, scene.reference, pixel)) continue;
      known += 1;
      if (scene.labels.data[pixel] !== scene.reference.data[pixel]) wrong += 1;
    }
  });
  const images = scenes.flatMap(({ image }) => (image === undefined ? [] : [image.bands]));
  images.forEach((bands, index) => {
    assertSameNames("bands of the image", index, [images[0]!, bands]);
  });
  return { known, wrong };
}

function assertSameNames(
  what: string,
  scene: number,
  lists: readonly (readonly { readonly name: string }[])[],
): void {
  const [expected, found] = lists.map((list) => list.map(({ name }) => name).join(", "));
  if (expected === found) return;
  throw new NoiseEstimationError("SCHEME_MISMATCH", {
    message: `${what} of scene ${scene} are ${found}, but those of the first are ${expected}; give scenes that are alike`,
    context: { scene, found, expected },
  });
}

function assertGroups({ labels, groups = {} }: BiasScene): void {
  for (const [name, group] of Object.entries(groups)) {
    if (typeof group === "string" || group.data.length === labels.data.length) continue;
    throw new NoiseEstimationError("SIZE_MISMATCH", {
      message: `groups "${name}" have ${group.data.length} values, but the labels have ${labels.data.length} pixels; give one per pixel`,
      context: { name, length: group.data.length, expected: labels.data.length },
    });
  }
}
