import { beforeAll, describe, test } from "vitest";
import { expectCase } from "../support/kernel-case.ts";
import { useCpu } from "../support/use-cpu.ts";
import { convolutionCases, depthwiseCases } from "./cases/convolutions.ts";
import { normalisationCases, poolingCases, resizingCases } from "./cases/images.ts";

beforeAll(useCpu);

describe("convolution", () => test.each(convolutionCases)("$name", expectCase));
describe("depthwise", () => test.each(depthwiseCases)("$name", expectCase));
describe("pooling", () => test.each(poolingCases)("$name", expectCase));
describe("resizing", () => test.each(resizingCases)("$name", expectCase));
describe("normalisation", () => test.each(normalisationCases)("$name", expectCase));
