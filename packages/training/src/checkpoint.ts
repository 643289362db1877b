import { sha256 } from "@undercoat/files";
import { TrainingError, type TrainingErrorCode } from "./errors.ts";
import { CheckpointHeader } from "./internal/checkpoint-header.ts";
import { byteLengthOf, listTensors, readTensors } from "./internal/checkpoint-tensors.ts";
import type { TrainingState } from "./training-state.ts";

/** First bytes of every checkpoint. */
const MAGIC = new TextEncoder().encode("UNDERCOAT-CKPT\n\0");
/** Version this code writes, and the newest it reads. */
const VERSION = 1;
/** Magic, version (4 bytes), header length (4 bytes): then the header, the tensors, the checksum. */
const PRELUDE = MAGIC.length + 8;
const CHECKSUM = 32;

/**
 * A training state as bytes: magic, version, JSON header, raw little-endian tensors, SHA-256 of it all.
 *
 * @example
 * ```ts
 * await writeFileAtomic("checkpoint.ckpt", encodeCheckpoint(state));
 * ```
 */
export function encodeCheckpoint(state: TrainingState): Uint8Array {
  const tensors = listTensors(state);
  const { weights: _weights, slots: _slots, averages: _averages, method, ...rest } = state;
  const header = new TextEncoder().encode(
    JSON.stringify({
      ...rest,
      ...(method === undefined ? {} : { method: { json: method.json } }),
      tensors: tensors.map(([entry]) => entry),
    }),
  );
  const size = tensors.reduce((total, [, data]) => total + data.byteLength, 0);
  const bytes = new Uint8Array(PRELUDE + header.length + size + CHECKSUM);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(MAGIC.length, VERSION, true);
  view.setUint32(MAGIC.length + 4, header.length, true);
  bytes.set(header, PRELUDE);
  let offset = PRELUDE + header.length;
  for (const [, data] of tensors) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  bytes.set(hexBytes(sha256(bytes.subarray(0, offset))), offset);
  return bytes;
}

/**
 * The training state that {@link encodeCheckpoint} wrote.
 *
 * @throws {TrainingError} `CHECKPOINT_FOREIGN` if the bytes are no checkpoint, `CHECKPOINT_VERSION` if a
 *   newer release wrote them, `CHECKPOINT_DAMAGED` if they are cut short or changed.
 */
export function decodeCheckpoint(data: Uint8Array): TrainingState {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength); // a Buffer's slice copies nothing
  checkPrelude(bytes);
  const headerEnd = PRELUDE + viewOf(bytes).getUint32(MAGIC.length + 4, true);
  const end = bytes.length - CHECKSUM;
  const stored = bytes.subarray(end);
  const isWhole = hexBytes(sha256(bytes.subarray(0, end))).every((byte, i) => byte === stored[i]);
  if (!isWhole || headerEnd > end) {
    refuse(
      "CHECKPOINT_DAMAGED",
      `checkpoint of ${bytes.length} bytes does not match its checksum: it was cut short or changed; use an older checkpoint`,
      { bytes: bytes.length },
    );
  }
  const { tensors, progress, method, ...rest } = parseHeader(bytes.subarray(PRELUDE, headerEnd));
  const expected = tensors.reduce((total, entry) => total + byteLengthOf(entry), 0);
  if (expected !== end - headerEnd) {
    refuse(
      "CHECKPOINT_DAMAGED",
      `checkpoint holds ${end - headerEnd} bytes of tensors, but its header lists ${expected}; use an older checkpoint`,
      { bytes: end - headerEnd, expected },
    );
  }
  const kept = progress === undefined ? {} : { progress };
  const { remembered, ...read } = readTensors(tensors, bytes.subarray(headerEnd, end));
  const told = method === undefined ? {} : { method: { json: method.json, tensors: remembered } };
  return { ...rest, ...kept, ...told, ...read };
}

function checkPrelude(bytes: Uint8Array): void {
  const start = bytes.subarray(0, MAGIC.length);
  if (start.length === 0 || !start.every((byte, i) => byte === MAGIC[i])) {
    refuse(
      "CHECKPOINT_FOREIGN",
      `${bytes.length} bytes do not start like a training checkpoint; give a file that a training wrote`,
      { bytes: bytes.length },
    );
  }
  if (bytes.length < PRELUDE + CHECKSUM) {
    refuse(
      "CHECKPOINT_DAMAGED",
      `checkpoint has ${bytes.length} bytes, expected at least ${PRELUDE + CHECKSUM}: it was cut short; use an older checkpoint`,
      { bytes: bytes.length, expected: PRELUDE + CHECKSUM },
    );
  }
  const version = viewOf(bytes).getUint32(MAGIC.length, true);
  if (version === VERSION) return;
  refuse(
    "CHECKPOINT_VERSION",
    `checkpoint has format version ${version}, but this release reads version ${VERSION}; use the release that wrote it`,
    { version, expected: VERSION },
  );
}

function parseHeader(bytes: Uint8Array): CheckpointHeader {
  const parsed = CheckpointHeader.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuse(
    "CHECKPOINT_DAMAGED",
    `checkpoint header has no usable "${issue?.path.join(".") ?? ""}"; use a checkpoint that a training wrote`,
    { path: issue?.path ?? [] },
  );
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function refuse(code: TrainingErrorCode, message: string, context: Readonly<Record<string, unknown>>): never {
  throw new TrainingError(code, { message, context });
}
