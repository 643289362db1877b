import { beforeAll, test } from "vitest";
import { expectCase } from "../support/kernel-case.ts";
import { useCpu } from "../support/use-cpu.ts";
import { binaryCases, unaryCases } from "./cases/elementwise.ts";
import { cuttingCases, productCases, reduceCases, shapeCases } from "./cases/moving.ts";

beforeAll(useCpu);

test.each(unaryCases)("one operand: $name", expectCase);
test.each(binaryCases)("two operands: $name", expectCase);
test.each(shapeCases)("shapes: $name", expectCase);
test.each(cuttingCases)("cutting: $name", expectCase);
test.each(productCases)("products: $name", expectCase);
test.each(reduceCases)("reductions: $name", expectCase);
