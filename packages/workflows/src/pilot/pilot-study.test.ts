import { expect, test } from "vitest";
import { comparedArms, pilotStudy } from "./pilot-study.ts";

const SIZES = { seeds: [0], pretrainSteps: 1, finetuneSteps: 1, patches: [1] };

test.each([
  ["osmlike", "osmlike"],
  ["OSM_2015", "noisy"],
  ["random", "noisy"],
  ["permuted", "noisy"],
])("labels %s are pretrained on as %s: labels may be called what no pretraining may", (labels, name) => {
  const { study } = pilotStudy("city.yaml", labels, SIZES);
  const modes = ["frozen", "full", "whole"];
  expect(study.set?.["pretrainings"]).toEqual({
    [name]: { role: "noisy", labels, modes },
    permuted: { role: "control", labels, permuted: true, modes },
  });
  expect(comparedArms(labels).candidate).toBe(`${name}/whole`);
});
