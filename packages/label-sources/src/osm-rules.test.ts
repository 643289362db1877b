import { expect, test } from "vitest";
import { osmRules } from "./osm-rule-sets.ts";
import { classifyTags, osmScheme, parseWidth } from "./osm-rules.ts";

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
  ["0", null],
  ["-3", null],
  ["3;4", null],
  ["", null],
  [undefined, null],
])("width %j is %j m", (text, metres) => {
  expect(parseWidth(text)).toBe(metres);
});

test("every rule makes a class that there is", () => {
  for (const name of ["osm-buildings", "osm-landcover"]) {
    const set = osmRules(name);
    const classes = osmScheme(set).classes.map((each) => each.name);
    for (const rule of set.rules) expect(classes).toContain(rule.class);
  }
  expect(() => osmRules("osm-bulidings")).toThrow(/did you mean "osm-buildings"/);
});
