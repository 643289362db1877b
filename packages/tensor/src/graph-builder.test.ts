import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import { input } from "@tensorflow/tfjs-layers";
import { beforeAll, expect, test } from "vitest";
import { GraphBuilder } from "./graph-builder.ts";

beforeAll(() => setBackend("cpu"));

test("layers are named in the order they were added, and sizes follow the strides", () => {
  const graph = new GraphBuilder();
  const image = input({ shape: [8, 6, 3] });
  const plan = { name: "conv", normName: "norm", filters: 4, kernelSize: 3, strides: 2 };
  const output = graph.relu(graph.convolutionNorm(image, plan), "act");
  expect(graph.layerNames).toEqual(["conv", "norm", "act"]);
  expect(output.shape).toEqual([null, 4, 3, 4]);
});
