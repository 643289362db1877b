import { GraphError } from "../errors.ts";
import type { DType } from "../record/value.ts";
import { onnxRuntime, type RuntimeSession, type RuntimeTensor } from "./onnxruntime.ts";

/** How a graph is run. */
export interface SessionOptions {
  /** Processor threads of one run. */
  readonly threads: number;
  /** `true`: weights are constants and the runtime may rearrange them; `false`: nothing is fused. */
  readonly constantWeights: boolean;
}

/** Arrays of a graph's inputs or outputs, by name. */
export type Arrays = ReadonlyMap<string, TensorSpec>;

/** One array and what it is to the graph. */
export interface TensorSpec {
  readonly data: Float32Array | Int32Array | Uint8Array;
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/**
 * Loads a graph.
 *
 * @throws {GraphError} `RUNTIME_MISSING`, `OUT_OF_MEMORY`, `SESSION_FAILED`.
 */
export function openSession(model: Uint8Array, { threads, constantWeights }: SessionOptions): RuntimeSession {
  const { Session } = onnxRuntime();
  const session = new Session();
  guarded("loaded", () =>
    session.loadModel(model.buffer, model.byteOffset, model.byteLength, {
      executionProviders: ["cpu"],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: constantWeights ? "all" : "basic",
      enableMemPattern: false, // saves nothing in time and costs 180 MB at width 1
      logSeverityLevel: 3,
      extra: { session: { intra_op: { allow_spinning: "0" } } },
    }),
  );
  return session;
}

/** Runs a graph on tensors made by {@link runtimeTensor}. */
export function runSession(
  session: RuntimeSession,
  feeds: Record<string, RuntimeTensor>,
  fetches: Record<string, RuntimeTensor>,
): void {
  guarded("run", () => session.run(feeds, fetches, {}));
}

/** Runs a graph on arrays, and gives the outputs in arrays of the runtime's own. */
export function runOnce(
  session: RuntimeSession,
  inputs: Readonly<Record<string, { readonly data: Float32Array; readonly shape: readonly number[] }>>,
  outputs: readonly string[],
): Record<string, { data: Float32Array; shape: readonly number[] }> {
  const feeds = Object.entries(inputs).map(
    ([name, array]) => [name, runtimeTensor({ ...array, dtype: "float32" })] as const,
  );
  const fetches = Object.fromEntries(outputs.map((name) => [name, null]));
  const found = guarded("run", () => session.run(Object.fromEntries(feeds), fetches, {}));
  return Object.fromEntries(
    Object.entries(found as Record<string, { data: Float32Array; dims: readonly number[] }>).map(
      ([name, { data, dims }]) => [name, { data, shape: dims }],
    ),
  );
}

/** An array as the runtime takes it; it reads and writes the array itself. */
export function runtimeTensor({ data, shape, dtype }: TensorSpec): RuntimeTensor {
  const { Tensor } = onnxRuntime();
  return new Tensor(dtype, data, shape);
}

function guarded<Result>(what: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    const text = (cause instanceof Error ? cause.message : String(cause)).split("\n")[0] ?? "";
    const bytes = /allocate memory for requested buffer of size (\d+)/.exec(text)?.[1];
    if (bytes !== undefined || /bad_alloc|out of memory/i.test(text)) {
      const asked =
        bytes === undefined ? "more memory than there is" : `${Math.round(Number(bytes) / 2 ** 20)} MiB more`;
      throw new GraphError("OUT_OF_MEMORY", {
        message: `the graph needs ${asked}; use smaller patches, a smaller batch or a narrower model`,
        context: { bytes: bytes === undefined ? null : Number(bytes) },
        cause,
      });
    }
    throw new GraphError("SESSION_FAILED", {
      message: `ONNX Runtime could not be ${what} (${text}); run the step uncompiled and report this`,
      cause,
    });
  }
}
