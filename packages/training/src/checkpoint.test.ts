import { expect, test } from "vitest";
import { decodeCheckpoint, encodeCheckpoint } from "./checkpoint.ts";
import { isTrainingError } from "./errors.ts";
import type { TrainingState } from "./training-state.ts";

const state: TrainingState = {
  step: 7,
  updates: 6,
  settings: { schedule: "cosine", learningRate: 0.003, betas: [0.9, 0.999], freezePlan: null },
  backend: "cpu",
  weights: new Map([
    ["encoder.conv1.weight", { shape: [1, 1, 2, 2], data: Float32Array.of(0.1, -2, 3e-40, 4) }],
    ["encoder.bn1.running_var", { shape: [2], data: Float64Array.of(1 / 3, 2) }],
    ["head.bias", { shape: [], data: Float32Array.of(5) }],
  ]),
  slots: new Map([
    [
      "encoder.conv1.weight",
      { first: new Float32Array(4).fill(0.25), second: new Float32Array(4).fill(1e-9) },
    ],
  ]),
  sampler: { kind: "random-patches", rng: { seed: 3, path: "patches", position: 4_000_000_001 }, queue: [] },
  recentLosses: [0.7, null, 0.6],
};

function codeOf(bytes: Uint8Array): string {
  try {
    decodeCheckpoint(bytes);
  } catch (error) {
    return isTrainingError(error) ? error.code : String(error);
  }
  return "accepted";
}

test("a state comes back as it was, numbers bit for bit", () => {
  expect(decodeCheckpoint(encodeCheckpoint(state))).toEqual(state);
});

test("a checkpoint is read from the middle of a larger buffer", () => {
  const bytes = encodeCheckpoint(state);
  const larger = new Uint8Array(bytes.length + 7);
  larger.set(bytes, 3);
  expect(decodeCheckpoint(larger.subarray(3, 3 + bytes.length))).toEqual(state);
});

test("a Buffer at an odd offset of shared memory is read", () => {
  const bytes = encodeCheckpoint(state);
  const pool = new ArrayBuffer(bytes.length + 8);
  const buffer = Buffer.from(pool, 5, bytes.length);
  buffer.set(bytes);
  expect(decodeCheckpoint(buffer)).toEqual(state);
});

test("every cut is noticed", () => {
  const bytes = encodeCheckpoint(state);
  for (let length = 1; length < bytes.length; length++) {
    expect(codeOf(bytes.subarray(0, length)), `${length} bytes`).toBe("CHECKPOINT_DAMAGED");
  }
});

test("every changed byte is noticed", () => {
  const bytes = encodeCheckpoint(state);
  for (let i = 0; i < bytes.length; i++) {
    const changed = bytes.slice();
    changed[i]! ^= 0x20;
    expect(codeOf(changed), `byte ${i}`).toMatch(/^CHECKPOINT_(FOREIGN|VERSION|DAMAGED)$/);
  }
});

test("foreign bytes and nothing at all are refused", () => {
  expect(codeOf(new TextEncoder().encode('{"step": 3}'))).toBe("CHECKPOINT_FOREIGN");
  expect(codeOf(new Uint8Array(0))).toBe("CHECKPOINT_FOREIGN");
});

test("a newer format version is named", () => {
  const bytes = encodeCheckpoint(state);
  bytes[16] = 2;
  expect(() => decodeCheckpoint(bytes)).toThrowErrorMatchingInlineSnapshot(
    `[TrainingError: checkpoint has format version 2, but this release reads version 1; use the release that wrote it]`,
  );
});
