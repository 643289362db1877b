import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("the package exports what it lists, and nothing else", () => {
  expectSurface(surface, [
    "ClustersError",
    "awsBatchArray",
    "isClustersError",
    "kubernetesIndexedJob",
    "readProfile",
    "slurmArrayScript",
    "slurmMergeScript",
    "slurmTaskStates",
    "submitToSlurm",
  ]);
  expectSurface(options, ["ClusterEngine", "ClusterProfile"]);
});
