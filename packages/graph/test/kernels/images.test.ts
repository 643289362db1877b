import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, test } from "vitest";
import { expectCase } from "../support/kernel-case.ts";
import { convolutionCases, depthwiseCases } from "./cases/convolutions.ts";
import { normalisationCases, poolingCases, resizingCases } from "./cases/images.ts";

beforeAll(() => tf.setBackend("cpu"));

describe("convolution", () => test.each(convolutionCases)("$name", expectCase));
describe("depthwise", () => test.each(depthwiseCases)("$name", expectCase));
describe("pooling", () => test.each(poolingCases)("$name", expectCase));
describe("resizing", () => test.each(resizingCases)("$name", expectCase));
describe("normalisation", () => test.each(normalisationCases)("$name", expectCase));
