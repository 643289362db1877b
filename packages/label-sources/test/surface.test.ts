import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("the package exports what it lists, and nothing else", () => {
  expectSurface(surface, [
    "LabelSourceError",
    "OsmRules",
    "RuleLabelsOptions",
    "SchemeFile",
    "applyCrosswalk",
    "classifyTags",
    "crosswalk",
    "crosswalkOf",
    "isLabelSourceError",
    "knownCrosswalks",
    "labelSource",
    "labelSources",
    "osmRules",
    "osmScheme",
    "parseOsmRules",
    "parseScheme",
    "parseWidth",
    "ruleLabels",
  ]);
  expectSurface(options, ["OsmRules", "RuleLabelsOptions", "SchemeFile"]);
});
