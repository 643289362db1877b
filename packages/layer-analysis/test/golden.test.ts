import { describeShared, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { gaussianWeightKl, histogramWeightKl, type WeightTensor } from "../src/index.ts";
import { histogramEdges, openCounts } from "../src/internal/histogram.ts";

interface WeightsCase {
  readonly reference: GoldenArray;
  readonly candidate: GoldenArray;
  readonly w1: {
    readonly perLayer: number;
    readonly perLayerReverse: number;
    readonly perFilter: { readonly mean: number } | null;
  };
  readonly w2: readonly {
    readonly bins: number;
    readonly pseudoCount: number;
    readonly referenceCounts?: readonly number[];
    readonly candidateCounts?: readonly number[];
    readonly kl: number;
    readonly klReverse: number;
    readonly jensenShannon: number;
  }[];
}

/** The stated tolerance of the reference values. */
const TOLERANCE = 1e-9;

describeShared("weight divergences against NumPy and SciPy", ["golden", "layer-analysis"], () => {
  const cases = goldenCases<WeightsCase>("layer-analysis").cases.filter(({ kind }) => kind === "weights");

  test("the folder holds defined and undefined cases", () => {
    const defined = cases.map(({ w1 }) => !Number.isNaN(w1.perLayer));
    expect(new Set(defined)).toEqual(new Set([true, false]));
  });

  test.each(cases)("$id: Gaussian", ({ reference, candidate, w1 }) => {
    const { divergence, details } = gaussianWeightKl().compare(
      filtersLast(reference),
      filtersLast(candidate),
    );
    expectSame(divergence, w1.perLayer);
    expectSame(details["reverse"], w1.perLayerReverse);
    if (w1.perFilter === null) expect(details).not.toHaveProperty("perFilter");
    else expectSame(details["perFilter"], w1.perFilter.mean);
  });

  test.each(cases)("$id: histogram", ({ reference, candidate, w2 }) => {
    const [p, q] = [filtersLast(reference), filtersLast(candidate)];
    for (const { bins, pseudoCount, kl, klReverse, jensenShannon, referenceCounts, candidateCounts } of w2) {
      const { divergence, details } = histogramWeightKl({ bins, pseudoCount }).compare(p, q);
      expectSame(divergence, kl);
      expectSame(details["reverse"], klReverse);
      expectSame(details["jensenShannon"], jensenShannon);
      const edges = histogramEdges(p.data, bins);
      if (edges === null) expect(referenceCounts).toBeUndefined();
      else {
        expect([...openCounts(p.data, edges)]).toEqual(referenceCounts);
        expect([...openCounts(q.data, edges)]).toEqual(candidateCounts);
      }
    }
  });
});

function expectSame(value: number | undefined, expected: number): void {
  if (Number.isNaN(expected)) expect(value).toBeNaN();
  else expect(Math.abs(value! - expected)).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(expected)));
}

/** The reference values have filters on the first axis, our tensors on the last. */
function filtersLast({ shape, data }: GoldenArray): WeightTensor {
  const filters = shape[0]!;
  const size = data.length / filters;
  const turned = Float32Array.from(data, (_, i) => data[(i % filters) * size + Math.floor(i / filters)]!);
  return { shape: [...shape.slice(1), filters], data: turned };
}
