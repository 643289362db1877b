import { describe, expect, test } from "vitest";
import {
  encodeSafetensors,
  readSafetensors,
  readSafetensorsHeader,
  type SafetensorsTensor,
} from "../src/index.ts";

function file(header: string, dataBytes = 0): Uint8Array {
  const json = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

/** A file of one tensor `a`, with these texts in its header and a byte of data. */
function tensor(shape: string, type: string, offsets: string): Uint8Array {
  return file(`{"a":{"dtype":"${type}","shape":${shape},"data_offsets":${offsets}}}`, 1);
}

describe("a file is refused with what is wrong, and what to do", () => {
  test.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(), "there are 0 bytes, but the header ends at 8; copy the file again"],
    ["half a header", file('{"a":1}').subarray(0, 12), "there are 12 bytes, but the header ends at 15; copy"],
    [
      "text before the header",
      file(' {"a":1}'),
      "the header begins with byte 32, expected {; write the file anew",
    ],
    ["a byte order mark", file("\uFEFF{}"), "the header begins with byte 239, expected {"],
    [
      "a key twice, written in two ways",
      file('{"a":{"dtype":"F32","dtyp\\u0065":""}}'),
      'key "dtype" stands twice',
    ],
    [
      "a sign",
      tensor("[-1]", "U8", "[0,1]"),
      'character 28 of the header is "-", where only texts, objects, lists',
    ],
    ["an exponent", tensor("[1e0]", "U8", "[0,1]"), 'character 29 of the header is "e", where only'],
    ["a literal", tensor("[1]", "U8", "null"), 'is "n", where only'],
    [
      "a number that is not exact",
      tensor("[9007199254740993]", "U8", "[0,1]"),
      "expected a list of whole numbers",
    ],
    [
      "a product that is not exact",
      tensor("[4294967296,4294967296,0]", "U8", "[0,0]"),
      "more elements than can be",
    ],
    [
      "a key too many",
      file('{"a":{"dtype":"U8","stride":[1]}}'),
      'has a key "stride", expected dtype, shape, data_',
    ],
    [
      "a type without a typed array",
      tensor("[1]", "F8_E4M3", "[0,1]"),
      "is of F8_E4M3, which has no typed array",
    ],
    [
      "a type that does not exist",
      tensor("[1]", "F33", "[0,1]"),
      'has the dtype "F33", expected one of BOOL, U8',
    ],
    [
      "two tensors on the same bytes",
      file(
        '{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}',
        3,
      ),
      'tensor "b" begins at byte 114, expected 115: it shares bytes with the tensor before it; write the file anew',
    ],
    ["a line break in a name", file('{"a\n":1}'), "the header is no JSON; write the file anew"],
    ["a text without end", file('{"a'), "a text of the header has no end"],
  ])("%s", (_name, bytes, message) => {
    expect(() => readSafetensors(bytes)).toThrow(message);
  });

  test("more than the caps allow", () => {
    const many = encodeSafetensors({ tensors: new Map(["a", "b"].map((name) => [name, scalar])) });
    expect(() => readSafetensors(many, { mostTensors: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[SafetensorsError: the file lists 2 tensors, but at most 1 are read; raise mostTensors]`,
    );
    expect(() => readSafetensors(many, { largestHeader: 20 })).toThrowErrorMatchingInlineSnapshot(
      `[SafetensorsError: the header has 104 bytes, but at most 20 are read; this is no safetensors file, or raise largestHeader]`,
    );
    expect(readSafetensors(many, { mostTensors: 2 }).tensors.size).toBe(2);
  });

  test("a million levels of nesting, without a stack running over", () => {
    expect(() => readSafetensors(file(`{"a":${"[".repeat(1_000_000)}`))).toThrow(
      "nested deeper than 3 levels",
    );
  });
});

const scalar: SafetensorsTensor = { type: "U8", shape: [], data: Uint8Array.of(1) };

test("the header is read from the first bytes alone, which say how many are needed", () => {
  const bytes = encodeSafetensors({ tensors: new Map([["a", { ...scalar, shape: [1] }]]) });
  const { dataBegin, tensors } = readSafetensorsHeader(bytes);
  const begin = bytes.subarray(0, dataBegin);
  expect(readSafetensorsHeader(begin, { fileSize: bytes.length }).tensors).toEqual(tensors);
  expect(tensors.get("a")).toEqual({ type: "U8", shape: [1], bytes: [dataBegin, dataBegin + 1] });
  try {
    readSafetensorsHeader(bytes.subarray(0, 8), { fileSize: bytes.length });
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: "TRUNCATED", context: { needed: dataBegin } });
  }
});

describe("what cannot be written is refused", () => {
  const write = (name: string, tensor: SafetensorsTensor) => () =>
    encodeSafetensors({ tensors: new Map([[name, tensor]]) });

  test("numbers of another type, count or shape", () => {
    expect(write("a", { ...scalar, type: "F32" })).toThrowErrorMatchingInlineSnapshot(
      `[SafetensorsError: tensor "a" of F32 holds a Uint8Array, expected a Float32Array; convert it]`,
    );
    expect(write("a", { ...scalar, shape: [2, 3] })).toThrowErrorMatchingInlineSnapshot(
      `[SafetensorsError: tensor "a" [2, 3] needs 6 bytes, but has 1; give its shape]`,
    );
    expect(write("a", { ...scalar, shape: [-1] })).toThrowErrorMatchingInlineSnapshot(
      `[SafetensorsError: tensor "a" has an axis of -1, expected whole numbers from 0; give its shape]`,
    );
  });

  test("names and texts that a file cannot hold", () => {
    expect(write("__metadata__", scalar)).toThrowErrorMatchingInlineSnapshot(
      `[SafetensorsError: tensor "__metadata__" has a name that is reserved or no text; give it another]`,
    );
    expect(write("\ud800", scalar)).toThrowErrorMatchingInlineSnapshot(
      `[SafetensorsError: tensor "\\ud800" has a name that is reserved or no text; give it another]`,
    );
    expect(() =>
      encodeSafetensors({ tensors: new Map(), metadata: new Map([["note", "\udfff"]]) }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[SafetensorsError: the metadata text "\\udfff" holds half a surrogate pair; write whole characters]`,
    );
  });
});
