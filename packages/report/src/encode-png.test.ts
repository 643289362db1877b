import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodePng, type RgbaImage } from "./encode-png.ts";

interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly rows: number[][];
}

/** Reads what the encoder may write, by the specification: filters none, sub and up. */
function decode(bytes: Uint8Array): Decoded {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const channels = bytes[25] === 2 ? 3 : 4;
  const data = inflateSync(bytes.subarray(41, 41 + view.getUint32(33)));
  const rows: number[][] = [];
  const stride = width * channels;
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)]!;
    const row: number[] = [];
    for (let i = 0; i < stride; i++) {
      const before = filter === 1 ? (row[i - channels] ?? 0) : filter === 2 ? (rows[y - 1]?.[i] ?? 0) : 0;
      row.push((data[y * (stride + 1) + 1 + i]! + before) % 256);
    }
    rows.push(row);
  }
  return { width, height, channels, rows };
}

const picture = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 7 }),
    opaque: fc.boolean(),
  })
  .chain(({ width, height, opaque }) =>
    fc
      .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map(
        (data): RgbaImage => ({ width, height, data: data.map((v, i) => (opaque && i % 4 === 3 ? 255 : v)) }),
      ),
  );

test("every picture comes back sample by sample", () => {
  fc.assert(
    fc.property(picture, (image) => {
      const { width, height, channels, rows } = decode(encodePng(image));
      expect([width, height]).toEqual([image.width, image.height]);
      const wanted = [...image.data].filter((_, index) => channels === 4 || index % 4 !== 3);
      expect(rows.flat()).toEqual(wanted);
    }),
  );
});

test("an opaque picture is written without alpha channel", () => {
  const data = Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 255);
  expect(decode(encodePng({ width: 2, height: 1, data })).channels).toBe(3);
  expect(decode(encodePng({ width: 2, height: 1, data: data.with(3, 254) })).channels).toBe(4);
});

test("the file is the one that libpng reads: signature, chunks and their checksums", () => {
  const bytes = encodePng({ width: 1, height: 1, data: Uint8Array.of(255, 0, 0, 255) });
  const hex = Buffer.from(bytes).toString("hex");
  expect(hex.slice(0, 66)).toBe("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de");
  expect(hex.slice(-24)).toBe("0000000049454e44ae426082");
});

test("data of another size are refused", () => {
  expect(() =>
    encodePng({ width: 2, height: 2, data: new Uint8Array(12) }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ReportError: picture of 2×2 has 12 samples, but RGBA needs 16 and at least one pixel; give four samples a pixel]`,
  );
  expect(() => encodePng({ width: 0, height: 2, data: new Uint8Array(0) })).toThrow("at least one pixel");
});
