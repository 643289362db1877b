import { expect, test } from "vitest";
import { bytesField, floatField, integerField, joined, textField } from "./protobuf.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

test("integers are seven bits a byte, lowest first, after field number and kind", () => {
  expect(integerField(1, 0)).toEqual(bytes(0x08, 0));
  expect(integerField(1, 150)).toEqual(bytes(0x08, 0x96, 0x01)); // the example of protobuf's encoding guide
  expect(integerField(20, 1)).toEqual(bytes(0xa0, 0x01, 1));
  expect(integerField(3, 2 ** 40)).toEqual(bytes(0x18, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20));
});

test("negative integers are ten bytes of two's complement", () => {
  expect(integerField(1, -1)).toEqual(bytes(0x08, ...new Array(9).fill(0xff), 0x01));
  expect(integerField(1, -1e9)).toHaveLength(11);
});

test("floats are four bytes, little-endian", () => {
  expect(floatField(2, 1)).toEqual(bytes(0x15, 0, 0, 0x80, 0x3f));
  expect(floatField(2, Number.POSITIVE_INFINITY)).toEqual(bytes(0x15, 0, 0, 0x80, 0x7f));
});

test("texts and messages have their length in bytes before them", () => {
  expect(textField(2, "testing")).toEqual(bytes(0x12, 7, ...Buffer.from("testing")));
  expect(textField(2, "µ")).toEqual(bytes(0x12, 2, 0xc2, 0xb5));
  expect(bytesField(3, integerField(1, 150))).toEqual(bytes(0x1a, 3, 0x08, 0x96, 0x01));
  expect(bytesField(1, new Uint8Array(300)).slice(0, 3)).toEqual(bytes(0x0a, 0xac, 0x02));
  expect(joined([bytes(1), bytes(), bytes(2, 3)])).toEqual(bytes(1, 2, 3));
});
