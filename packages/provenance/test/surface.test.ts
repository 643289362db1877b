import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

const SCHEMAS = ["Acceptance", "DataDescription", "IntendedUse", "LabelMethod", "SourceDescription"];

test("exports exactly these names", () => {
  expectSurface(
    surface,
    [
      ...SCHEMAS,
      "LICENCES",
      "OUTCOME_SIGNS",
      "ProvenanceError",
      "RULES",
      "auditSources",
      "checklistHtml",
      "checklistMarkdown",
      "findLicence",
      "inheritedOf",
      "isProvenanceError",
      "labelItem",
      "modelCard",
      "modelItem",
      "provDocument",
    ].sort(),
  );
  expectSurface(options, SCHEMAS);
});
