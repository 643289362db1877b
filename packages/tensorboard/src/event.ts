import { TensorboardError } from "./errors.ts";
import type { Histogram } from "./histogram.ts";
import {
  bytesField,
  doubleField,
  doublesField,
  floatField,
  integerField,
  joined,
  textField,
} from "./internal/protobuf.ts";
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
  return encodeRecord(joined([doubleField(1, seconds), textField(3, "brain.Event:2")]));
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
  const summary = joined(values.map((value) => bytesField(1, encodeValue(value))));
  return encodeRecord(joined([doubleField(1, seconds), integerField(2, step), bytesField(5, summary)]));
}

function encodeValue(value: TensorboardValue): Uint8Array {
  const tag = textField(1, value.tag);
  if ("scalar" in value) return joined([tag, floatField(2, value.scalar)]);
  if ("histogram" in value) return joined([tag, bytesField(5, encodeHistogram(value.histogram))]);
  const { png, width, height } = value;
  const image = [integerField(1, height), integerField(2, width), integerField(3, 3), bytesField(4, png)];
  return joined([tag, bytesField(4, joined(image))]);
}

function encodeHistogram({ min, max, count, sum, sumOfSquares, limits, counts }: Histogram): Uint8Array {
  return joined([
    doubleField(1, min),
    doubleField(2, max),
    doubleField(3, count),
    doubleField(4, sum),
    doubleField(5, sumOfSquares),
    doublesField(6, limits),
    doublesField(7, counts),
  ]);
}
