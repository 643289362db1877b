/**
 * The contract of an encoder as a test suite for Vitest, for encoders of anybody's.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { describeEncoder } from "@undercoat/segmentation/testing";
 *
 * describeEncoder("resnet, narrow", resnet, { options: { width: 1 / 16 } });
 * ```
 *
 * @packageDocumentation
 */
export { type DescribeEncoderOptions, describeEncoder } from "./describe-encoder.ts";
