/**
 * TensorBoard event files as bytes: scalars, histograms and images in TFRecords with CRC-32C.
 *
 * @example
 * ```ts
 * import { eventRecord, fileVersionRecord } from "@undercoat/tensorboard";
 *
 * const head = fileVersionRecord(1_700_000_000);
 * const first = eventRecord([{ tag: "loss/total", scalar: 0.7 }], { step: 1, seconds: 1_700_000_001 });
 * ```
 *
 * @packageDocumentation
 */
export { crc32c, maskedCrc32c } from "./crc32c.ts";
export {
  isTensorboardError,
  TensorboardError,
  type TensorboardErrorCode,
  type TensorboardErrorDetails,
} from "./errors.ts";
export { type EventMoment, eventRecord, fileVersionRecord, type TensorboardValue } from "./event.ts";
export { type Histogram, histogramOf } from "./histogram.ts";
export { encodeRecord, wholeRecordBytes } from "./record.ts";
