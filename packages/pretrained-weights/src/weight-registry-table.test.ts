import { expect, test } from "vitest";
import { findWeights } from "./find-weights.ts";
import { PRETRAINED_WEIGHTS } from "./weight-registry-table.ts";

test("every entry is whole: a name of its own, an address over TLS whose name holds the hash, statistics per band", () => {
  expect(new Set(PRETRAINED_WEIGHTS.map(({ name }) => name)).size).toBe(PRETRAINED_WEIGHTS.length);
  for (const {
    name,
    url,
    architecture,
    sha256Prefix,
    bands,
    normalisation,
    licence,
    sources,
  } of PRETRAINED_WEIGHTS) {
    expect(url, name).toMatch(new RegExp(`^https://[\\w./-]+-${sha256Prefix}\\.pth$`));
    expect(name.startsWith(`${architecture}-`), name).toBe(true);
    expect([normalisation.mean.length, normalisation.standardDeviation.length], name).toEqual([
      bands.length,
      bands.length,
    ]);
    expect(licence === null, name).toBe(sources.licence === null);
    expect(sources.facts, name).toMatch(/^https:/);
  }
});

test("a name that is none is answered with its neighbours", () => {
  expect(() => findWeights("ResNet50 Sentinel2 MoCo")).toThrowErrorMatchingInlineSnapshot(
    `[PretrainedWeightsError: no weights are called "ResNet50 Sentinel2 MoCo"; near are "resnet50-sentinel2-all-moco", "resnet50-sentinel2-rgb-moco", "resnet18-sentinel2-all-moco", and PRETRAINED_WEIGHTS lists all 37]`,
  );
});
