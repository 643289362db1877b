import { expect, test } from "vitest";
import { crc32c } from "./crc32c.ts";
import { eventRecord, fileVersionRecord } from "./event.ts";
import { histogramOf } from "./histogram.ts";
import { encodeRecord, wholeRecordBytes } from "./record.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

test("CRC-32C gives the vectors of RFC 3720", () => {
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
  expect(crc32c(new TextEncoder().encode("123456789"))).toBe(0xe3069283);
});

test("the version record is, byte for byte, the one that TensorFlow writes", () => {
  // time 0 is not left out here, as protobuf would; everything else is fixed by the format
  expect(hex(fileVersionRecord(1.5)).slice(24, -8)).toBe("09000000000000f83f1a0d627261696e2e4576656e743a32");
  expect(hex(fileVersionRecord(1.5)).slice(0, 16)).toBe("1800000000000000");
});

test("a scalar lies where the format says", () => {
  const record = hex(eventRecord([{ tag: "a", scalar: 0.5 }], { step: 300, seconds: 2 }));
  expect(record.slice(24, -8)).toBe("09000000000000004010ac022a0a0a080a0161150000003f");
});

test("a histogram counts every value once, edges belong to the lower bucket", () => {
  const { limits, counts, min, max, sum, sumOfSquares } = histogramOf([0, 1, 2, 3, 4], { buckets: 4 });
  expect({ limits, counts, min, max, sum, sumOfSquares }).toEqual({
    limits: [1, 2, 3, 4],
    counts: [2, 1, 1, 1],
    min: 0,
    max: 4,
    sum: 10,
    sumOfSquares: 30,
  });
  expect(histogramOf([3, 3], { buckets: 2 }).counts).toEqual([0, 2]);
});

test("every cut of a file ends at its last whole record, and a changed byte is noticed", () => {
  const [first, second] = [encodeRecord(Uint8Array.of(1, 2, 3)), encodeRecord(Uint8Array.of(4))];
  const file = Buffer.concat([first, second]);
  for (let length = 0; length <= file.length; length++) {
    const expected = length === file.length ? length : length >= first.length ? first.length : 0;
    expect(wholeRecordBytes(file.subarray(0, length)), `${length} bytes`).toBe(expected);
  }
  for (let i = 0; i < file.length; i++) {
    const changed = Uint8Array.from(file);
    changed[i]! ^= 4;
    expect(() => wholeRecordBytes(changed), `byte ${i}`).toThrow("does not match its checksum");
  }
});

test("what cannot be drawn is refused", () => {
  expect(() => eventRecord([], { step: 0.5, seconds: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[TensorboardError: step is 0.5, expected a whole number from 0; count steps from 0]`,
  );
  expect(() => histogramOf([])).toThrowErrorMatchingInlineSnapshot(
    `[TensorboardError: histogram has 0 values in 30 buckets, expected at least 1 of both; leave it out]`,
  );
  expect(() => histogramOf([1, Number.NaN])).toThrowErrorMatchingInlineSnapshot(
    `[TensorboardError: histogram has value 1 is NaN, expected a finite number; leave it out]`,
  );
});
