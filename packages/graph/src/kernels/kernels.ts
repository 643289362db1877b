import type { KernelRules, LowerRule, RecordRule } from "../kernel-rule.ts";
import { binary } from "./binary.ts";
import { convolution } from "./convolution.ts";
import { cutting } from "./cutting.ts";
import { depthwise } from "./depthwise.ts";
import { dilatedConvolution } from "./dilated-convolution.ts";
import { normalisation } from "./normalisation.ts";
import { pooling } from "./pooling.ts";
import { products } from "./products.ts";
import { reduce } from "./reduce.ts";
import { resampling } from "./resampling.ts";
import { resizing } from "./resizing.ts";
import { shape } from "./shape.ts";
import { unary } from "./unary.ts";

const ALL: readonly KernelRules[] = [
  unary,
  binary,
  shape,
  cutting,
  reduce,
  products,
  convolution,
  depthwise,
  dilatedConvolution,
  pooling,
  resampling,
  resizing,
  normalisation,
];

/** Recording rules by the name of TensorFlow.js's kernel. */
export const RECORD_RULES: Readonly<Record<string, RecordRule>> = Object.assign(
  {},
  ...ALL.map(({ record }) => record),
);

/** Lowering rules by the name of a recorded operation. */
export const LOWER_RULES: Readonly<Record<string, LowerRule>> = Object.assign(
  {},
  ...ALL.map(({ lower }) => lower),
);
