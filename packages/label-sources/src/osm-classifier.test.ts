import { expect, test } from "vitest";
import { osmClassifier } from "./osm-classifier.ts";
import { osmRules } from "./osm-rule-sets.ts";

const FEATURES: readonly Record<string, unknown>[] = [
  { building: "yes" },
  { highway: "residential", width: "about 5" },
  { highway: "residential", lanes: "3" },
  { highway: "service", width: "4" },
  { highway: "motorway", tunnel: "yes" },
  { waterway: "stream", layer: "-1" },
  { landuse: "plant_nursery", name: "Roses" },
  { landuse: "plant_nursery" },
  { natural: "cliff" },
  { building: "no", amenity: "cafe" },
];

test("counts what was classified, what lies below ground, and the tags that no rule reads", () => {
  const classifier = osmClassifier(osmRules("osm-landcover"));
  const made = FEATURES.map((tags) => classifier.classify(tags)?.className ?? null);
  expect(made).toEqual(["building", "road", "road", "road", null, null, null, null, null, null]);
  expect(classifier.report()).toEqual({
    classified: 4,
    underground: 2,
    withoutRule: 4,
    widthFrom: { tag: 1, lanes: 1, rule: 1, none: 1 },
    unreadWidths: [{ tag: "width=about 5", features: 1 }],
    unreadTags: [
      { tag: "landuse=plant_nursery", features: 2 },
      { tag: "natural=cliff", features: 1 },
    ],
  });
});

test("rules may keep what lies below ground", () => {
  const classifier = osmClassifier({ ...osmRules("osm-landcover"), underground: "keep" });
  for (const tags of FEATURES) classifier.classify(tags);
  expect(classifier.report()).toMatchObject({ classified: 6, underground: 0 });
});

test("ten thousand values of a tag do not fill the memory", () => {
  const classifier = osmClassifier(osmRules("osm-landcover"));
  for (let index = 0; index < 10_050; index++) classifier.classify({ landuse: `x${index}` });
  const { unreadTags } = classifier.report();
  expect(unreadTags[0]).toEqual({ tag: "landuse=(other values)", features: 50 });
  expect(unreadTags).toHaveLength(20);
});
