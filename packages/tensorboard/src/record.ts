import { maskedCrc32c } from "./crc32c.ts";
import { TensorboardError } from "./errors.ts";

/** Length (8 bytes), its checksum, the data, its checksum. */
const HEAD = 12;
const TAIL = 4;

/** Data as one TFRecord: length, checksum of the length, data, checksum of the data; all little-endian. */
export function encodeRecord(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEAD + data.length + TAIL);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(8, maskedCrc32c(bytes.subarray(0, 8)), true);
  bytes.set(data, HEAD);
  view.setUint32(HEAD + data.length, maskedCrc32c(data), true);
  return bytes;
}

/**
 * Bytes of a file up to the end of its last whole record: what may stay when a run goes on after a kill.
 *
 * @throws {TensorboardError} `RECORD_DAMAGED` where a whole record does not match its checksum.
 */
export function wholeRecordBytes(file: Uint8Array): number {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let offset = 0;
  while (offset + HEAD <= file.length) {
    const isLength = view.getUint32(offset + 8, true) === maskedCrc32c(file.subarray(offset, offset + 8));
    if (!isLength) throw damaged(offset);
    const end = offset + HEAD + Number(view.getBigUint64(offset, true));
    if (end + TAIL > file.length) return offset;
    const data = file.subarray(offset + HEAD, end);
    if (view.getUint32(end, true) !== maskedCrc32c(data)) throw damaged(offset);
    offset = end + TAIL;
  }
  return offset;
}

function damaged(offset: number): TensorboardError {
  return new TensorboardError("RECORD_DAMAGED", {
    message: `the record at byte ${offset} does not match its checksum; move the event file away`,
    context: { offset },
  });
}
