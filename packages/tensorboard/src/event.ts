import { PbfWriter } from "pbf";
import { TensorboardError } from "./errors.ts";
import type { Histogram } from "./histogram.ts";
import { encodeRecord } from "./record.ts";

/** One value of an event, by its tag, such as `"loss/dice"`: what stands before the slash groups the charts. */
export type TensorboardValue = { readonly tag: string } & (
  | { readonly scalar: number }
  | { readonly histogram: Histogram }
  /** A PNG file and its size in pixels. */
  | { readonly png: Uint8Array; readonly width: number; readonly height: number }
);

/** When the values were taken. */
export interface EventMoment {
  /** Steps done, a whole number from 0. */
  readonly step: number;
  /** Seconds since 1970. */
  readonly seconds: number;
}

/** The first record of every event file: the version of the format. */
export function fileVersionRecord(seconds: number): Uint8Array {
  const event = new PbfWriter();
  event.writeDoubleField(1, seconds);
  event.writeStringField(3, "brain.Event:2");
  return encodeRecord(event.finish());
}

/**
 * Values of one step as a record, to be appended to an event file.
 *
 * @throws {TensorboardError} `EVENT_REFUSED` for a step that is no whole number from 0.
 *
 * @example
 * ```ts
 * const record = eventRecord([{ tag: "loss/total", scalar: 0.41 }], { step: 7, seconds: Date.now() / 1000 });
 * ```
 */
export function eventRecord(values: readonly TensorboardValue[], { step, seconds }: EventMoment): Uint8Array {
  if (!Number.isSafeInteger(step) || step < 0)
    throw new TensorboardError("EVENT_REFUSED", {
      message: `step is ${step}, expected a whole number from 0; count steps from 0`,
      context: { step },
    });
  const event = new PbfWriter();
  event.writeDoubleField(1, seconds);
  event.writeVarintField(2, step);
  event.writeMessage(5, writeValues, values);
  return encodeRecord(event.finish());
}

function writeValues(values: readonly TensorboardValue[], summary: PbfWriter): void {
  for (const value of values) summary.writeMessage(1, writeValue, value);
}

function writeValue(value: TensorboardValue, pbf: PbfWriter): void {
  pbf.writeStringField(1, value.tag);
  if ("scalar" in value) pbf.writeFloatField(2, value.scalar);
  else if ("histogram" in value) pbf.writeMessage(5, writeHistogram, value.histogram);
  else pbf.writeMessage(4, writeImage, value);
}

function writeImage(
  { png, width, height }: Extract<TensorboardValue, { png: unknown }>,
  pbf: PbfWriter,
): void {
  pbf.writeVarintField(1, height);
  pbf.writeVarintField(2, width);
  pbf.writeVarintField(3, 3);
  pbf.writeBytesField(4, png);
}

function writeHistogram(histogram: Histogram, pbf: PbfWriter): void {
  const { min, max, count, sum, sumOfSquares, limits, counts } = histogram;
  for (const [index, value] of [min, max, count, sum, sumOfSquares].entries())
    pbf.writeDoubleField(index + 1, value);
  pbf.writePackedDouble(6, Array.from(limits));
  pbf.writePackedDouble(7, Array.from(counts));
}
