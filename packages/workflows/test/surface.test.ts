import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as workflows from "../src/index.ts";
import * as options from "../src/options.ts";

test("the package exports these names and no others", () => {
  expectSurface(workflows, [
    "ArmMode",
    "EngineBenchmark",
    "EngineBenchmarkRow",
    "EngineCheck",
    "EngineCheckReport",
    "EngineListRow",
    "RunConfig",
    "SCHEMA_NAMES",
    "StandardStepName",
    "StepTimes",
    "WorkflowError",
    "armsOf",
    "benchEngine",
    "checkEngines",
    "compareModels",
    "describeModel",
    "estimateNoiseFromImages",
    "estimateRun",
    "examineMachine",
    "exportModel",
    "exportSafetensors",
    "exportTfjs",
    "freeRunFolder",
    "importModel",
    "isWorkflowError",
    "jsonSchema",
    "listEngines",
    "loadConfig",
    "mergeMap",
    "mergeStudy",
    "nearestWord",
    "planItems",
    "planLayers",
    "planStudy",
    "predictMap",
    "readLayerStudy",
    "readRunSummary",
    "runLayerStudy",
    "runStudy",
    "runWorkflow",
    "schemaName",
    "seedSetting",
    "simulateNoise",
    "studyStreamName",
    "writeStarterConfig",
  ]);
});

test("the options subpath exports these names and no others", () => {
  expectSurface(options, [
    "ArmMode",
    "ArmResult",
    "ArmScores",
    "Comparison",
    "LabelReport",
    "LayersFile",
    "MetricsFile",
    "RunConfig",
    "RunEvent",
    "SCHEMA_NAMES",
    "SceneScores",
    "ScoreName",
    "Summary",
    "jsonSchema",
    "schemaName",
  ]);
});
