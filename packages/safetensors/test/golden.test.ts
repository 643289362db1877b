import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeShared, goldenCases } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import {
  encodeSafetensors,
  isSafetensorsError,
  readSafetensors,
  type SafetensorsTensor,
  toFloat32,
} from "../src/index.ts";

interface GoldenFile {
  readonly file: string;
  readonly reason?: string;
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly tensors?: Readonly<Record<string, GoldenTensor>>;
}

interface GoldenTensor {
  readonly dtype: string;
  readonly shape: number[];
  readonly values: readonly (number | string | boolean)[];
}

/** As the golden file writes them: whole numbers of 64 bits as texts, half precision widened, truth values as such. */
function valuesOf(tensor: SafetensorsTensor): (number | string | boolean)[] {
  const { type, data } = tensor;
  if (type === "BOOL") return Array.from(data as Uint8Array, (value) => value === 1);
  if (type === "I64" || type === "U64") return Array.from(data as BigInt64Array, String);
  if (type === "F64") return Array.from(data as Float64Array);
  return Array.from(toFloat32(tensor));
}

describeShared("safetensors files of the reference library and by hand", ["golden", "safetensors"], () => {
  const { cases, folder } = goldenCases<GoldenFile>("safetensors");
  const read = ({ file }: GoldenFile) => new Uint8Array(readFileSync(join(folder, file)));
  const valid = cases.filter(({ kind }) => kind === "valid");
  const malformed = cases.filter(({ kind }) => kind === "malformed");

  test("every case is one or the other", () => {
    expect(valid.length + malformed.length).toBe(cases.length);
    expect(Math.min(valid.length, malformed.length)).toBeGreaterThan(0);
  });

  test.each(valid.map((golden) => [golden.id, golden] as const))("%s is read", (_id, golden) => {
    const { metadata, tensors } = readSafetensors(read(golden));
    expect(metadata === null ? null : Object.fromEntries(metadata)).toEqual(golden.metadata);
    const expected = Object.entries(golden.tensors!);
    expect([...tensors.keys()].sort()).toEqual(expected.map(([name]) => name).sort());
    for (const [name, { dtype, shape, values }] of expected) {
      const tensor = tensors.get(name)!;
      expect(tensor).toMatchObject({ type: dtype, shape });
      const isFloat32 = dtype !== "F64" && values.every((value) => typeof value === "number");
      expect(valuesOf(tensor)).toEqual(
        isFloat32 ? Array.from(Float32Array.from(values as number[])) : values,
      );
    }
  });

  test.each(valid.map((golden) => [golden.id, golden] as const))(
    "%s, written again, holds the same",
    (_id, golden) => {
      const bytes = read(golden);
      const content = readSafetensors(bytes);
      const again = encodeSafetensors(content);
      expect(readSafetensors(again)).toEqual({
        ...content,
        tensors: new Map([...content.tensors].sort(([a], [b]) => (a < b ? -1 : 1))),
      });
      // the library's own files come out byte for byte, but for the order of the metadata, which it leaves open
      const byLibrary = !golden.id.includes("handmade") && (content.metadata?.size ?? 0) < 2;
      if (byLibrary) expect(again).toEqual(bytes);
    },
  );

  test.each(malformed.map((golden) => [golden.id, golden] as const))("%s is refused", (_id, golden) => {
    try {
      readSafetensors(read(golden));
    } catch (error) {
      expect(isSafetensorsError(error), String(error)).toBe(true);
      expect((error as Error).message).toMatch(/; /);
      expect((error as Error).message).not.toContain("\n");
      return;
    }
    expect.unreachable(`accepted, though ${golden.reason}`);
  });
});
