import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("the package exports what it lists, and nothing else", () => {
  expectSurface(surface, [
    "JobsError",
    "createManifest",
    "isJobsError",
    "itemsOfShard",
    "jobItem",
    "jobStatus",
    "openClaims",
    "openLedger",
    "parseShard",
    "readManifest",
    "runItems",
  ]);
});
