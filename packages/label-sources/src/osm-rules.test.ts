import { expect, test } from "vitest";
import { labelSource } from "./label-sources.ts";
import { osmRuleNames, osmRules } from "./osm-rule-sets.ts";
import { classifyTags, isUnderground, osmScheme, parseWidth } from "./osm-rules.ts";

const rules = osmRules("osm-landcover");

test("tags make classes; the first rule decides", () => {
  expect(classifyTags({ building: "yes", highway: "service" }, rules)).toMatchObject({
    className: "building",
    order: 5,
  });
  expect(classifyTags({ building: "no", landuse: "forest" }, rules)?.className).toBe("forest");
  expect(classifyTags({ amenity: "cafe" }, rules)).toBeNull();
  expect(classifyTags({}, osmRules("osm-buildings"))).toBeNull();
  expect(classifyTags({ building: { toString: 1 } }, rules)).toBeNull();
  expect(classifyTags({ highway: "residential", width: { toString: 1 } }, rules)?.widthMetres).toBe(6);
  const stray = {
    name: "x",
    classes: [{ value: 0, name: "a" }],
    rules: [{ class: "b", key: "k", values: "*" as const }],
  };
  expect(() => classifyTags({ k: "v" }, stray)).toThrow(/makes the class "b"/);
});

test("a width of its own comes before the rule's", () => {
  expect(classifyTags({ highway: "residential" }, rules)).toMatchObject({
    className: "road",
    widthMetres: 6,
    widthFrom: "rule",
  });
  expect(classifyTags({ highway: "residential", width: "4.5 m" }, rules)).toMatchObject({
    widthMetres: 4.5,
    widthFrom: "tag",
  });
  expect(classifyTags({ highway: "residential", width: "wide" }, rules)).toMatchObject({
    widthMetres: 6,
    widthFrom: "rule",
  });
  expect(classifyTags({ landuse: "forest" }, rules)?.widthFrom).toBe("none");
});

test.each([
  ["3.5", 3.5],
  ["3,5 m", 3.5],
  ["10 ft", 3.048],
  ["10'", 3.048],
  ["7.5", 7.5],
  ["7.5 m", 7.5],
  ["25'", 7.62],
  [`16'3"`, 4.953],
  ['30"', 0.762],
  ["0.6 mi", 965.6064],
  ["0.02 km", 20],
  [6, 6],
  ["0", null],
  ["-3", null],
  ["3;4", null],
  ["7 furlongs", null],
  [["3"], null],
  ["", null],
  [undefined, null],
])("width %j is %j m", (text, metres) => {
  if (metres === null) expect(parseWidth(text)).toBeNull();
  else expect(parseWidth(text)).toBeCloseTo(metres, 9);
});

test("every rule makes a class that there is", () => {
  expect(osmRuleNames()).toEqual(["osm-buildings", "osm-roads", "osm-landcover", "osm-landuse-13"]);
  for (const name of osmRuleNames()) {
    const set = osmRules(name);
    const classes = osmScheme(set).classes.map((each) => each.name);
    for (const rule of set.rules) expect(classes).toContain(rule.class);
  }
  expect(() => osmRules("osm-bulidings")).toThrow(/did you mean "osm-buildings"/);
});

test("lanes make a width where there is no other, and only for roads with wheels", () => {
  const width = (tags: Record<string, unknown>) => {
    const { widthMetres, widthFrom } = classifyTags(tags, rules) ?? {};
    return [widthMetres, widthFrom];
  };
  expect(width({ highway: "primary", lanes: "4" })).toEqual([12, "lanes"]);
  expect(width({ highway: "primary", lanes: 1 })).toEqual([3, "lanes"]);
  expect(width({ highway: "primary", lanes: "4", est_width: "10" })).toEqual([10, "tag"]);
  for (const lanes of ["0", "2;3", "-2", "99", "two"])
    expect(width({ highway: "primary", lanes })).toEqual([9, "rule"]);
  expect(width({ highway: "footway", lanes: "2" })).toEqual([2, "rule"]);
});

test.each<[Record<string, unknown>, boolean]>([
  [{ tunnel: "yes" }, true],
  [{ tunnel: "culvert" }, true],
  [{ tunnel: "no" }, false],
  [{ layer: "-1" }, true],
  [{ layer: -2 }, true],
  [{ layer: "-1", bridge: "yes" }, false],
  [{ layer: "1" }, false],
  [{ layer: "-0.5" }, false],
  [{ location: "underground" }, true],
  [{ location: "overground" }, false],
  [{}, false],
])("%j lies below ground: %s", (tags, below) => {
  expect(isUnderground(tags)).toBe(below);
  const found = classifyTags({ highway: "primary", ...tags }, rules);
  expect(found === null).toBe(below);
  expect(classifyTags({ highway: "primary", ...tags }, { ...rules, underground: "keep" })?.className).toBe(
    "road",
  );
});

test("bridges are burnt over everything below them, in the order of their layers", () => {
  const order = (tags: Record<string, unknown>) => classifyTags(tags, rules)?.order ?? Number.NaN;
  const road = order({ highway: "primary" });
  expect(order({ highway: "primary", bridge: "yes" })).toBeGreaterThan(order({ building: "yes" }));
  expect(order({ highway: "primary", bridge: "no" })).toBe(road);
  expect(order({ highway: "primary", bridge: "yes", layer: "2" })).toBeGreaterThan(
    order({ building: "yes", layer: "1" }),
  );
  expect(order({ waterway: "canal", bridge: "aqueduct" })).toBeGreaterThan(road);
});

test("the rules for land use make the classes of the product; coastal wetlands come first", () => {
  const landuse = osmRules("osm-landuse-13");
  expect(osmScheme(landuse).classes).toEqual(labelSource("osm-landuse-13").scheme.classes);
  expect(landuse.background).toBeNull();
  const made = (tags: Record<string, unknown>) => classifyTags(tags, landuse)?.className;
  expect(made({ natural: "wetland", wetland: "saltmarsh" })).toBe("Coastal wetlands");
  expect(made({ natural: "wetland", wetland: "bog" })).toBe("Wetlands");
  expect(made({ landuse: "meadow" })).toBe("Pastures");
  expect(made({ leisure: "park", landuse: "grass" })).toBe("Artificial, non-agricultural vegetated areas");
  expect(made({ highway: "residential" })).toBeUndefined();
});
