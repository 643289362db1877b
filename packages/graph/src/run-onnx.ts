import { openSession, runOnce } from "./run/session.ts";

/** One array of a file's inputs or outputs, as it lies in memory. */
export interface OnnxArray {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/**
 * Runs an ONNX file once, as somebody who has only the file would: to check what was exported.
 *
 * @param inputs - By name, in the layout of the file.
 * @param outputs - Names of what is wanted.
 * @throws {GraphError} `RUNTIME_MISSING`, `OUT_OF_MEMORY`, `SESSION_FAILED` for a file or sizes that do not run.
 *
 * @example
 * ```ts
 * const { logits } = runOnnx(bytes, { image: { data, shape: [1, 4, 256, 256] } }, ["logits"]);
 * ```
 */
export function runOnnx(
  file: Uint8Array,
  inputs: Readonly<Record<string, OnnxArray>>,
  outputs: readonly string[],
): Readonly<Record<string, OnnxArray>> {
  const session = openSession(file, { threads: 1, constantWeights: true });
  try {
    return runOnce(session, inputs, outputs);
  } finally {
    session.dispose();
  }
}
