import { createRng } from "@undercoat/random";
import { labelMap } from "@undercoat/raster";
import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { coarseningNoise } from "../src/index.ts";

describeShared("coarsening equals the reference", ["golden", "morphology"], () => {
  const { cases } = goldenCases<{ block: number; labels: GoldenArray; result: GoldenArray }>("morphology");
  test.each(cases.filter(({ kind }) => kind === "coarsen"))("$id", ({ block, labels, result }) => {
    const [height = 0, width = 0] = labels.shape;
    const clean = Uint8Array.from(labels.data);
    const scheme = {
      name: "golden",
      classes: [0, 1, 2, 3, 4].map((value) => ({ value, name: `class ${value}` })),
    };
    const { labels: noisy } = coarseningNoise({ block }).apply(
      labelMap({ width, height, scheme, data: clean }),
      createRng(0),
    );
    // the reference also fills ignored pixels of a block that has a class; here they stay ignored
    const expected = Uint8Array.from(result.data, (index, pixel) => (clean[pixel] === 255 ? 255 : index));
    expect(noisy.data).toEqual(expected);
  });
});
