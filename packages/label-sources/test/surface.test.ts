import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("the package exports what it lists, and nothing else", () => {
  expectSurface(surface, [
    "CrosswalkFile",
    "LabelSourceError",
    "OsmRules",
    "RuleLabelsOptions",
    "SchemeFile",
    "applyCrosswalk",
    "classifyTags",
    "composeCrosswalks",
    "crosswalk",
    "crosswalkOf",
    "decideCrosswalk",
    "isLabelSourceError",
    "isUnderground",
    "knownCrosswalks",
    "labelSource",
    "labelSources",
    "osmClassifier",
    "osmRuleNames",
    "osmRules",
    "osmScheme",
    "parseCrosswalk",
    "parseLabelSource",
    "parseOsmRules",
    "parseScheme",
    "parseWidth",
    "ruleLabels",
  ]);
  expectSurface(options, ["CrosswalkFile", "OsmRules", "RuleLabelsOptions", "SchemeFile"]);
});
