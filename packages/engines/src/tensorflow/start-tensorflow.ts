import { enableProdMode, registerBackend, setBackend } from "@tensorflow/tfjs-core";
import { EnginesError } from "../errors.ts";
import { engineFolder } from "./engine-folder.ts";
import { loadBackend } from "./load-backend.ts";
import { registerTensorflowKernels } from "./register-kernels.ts";
import { type Device, engineNameOf, installCommandOf } from "./versions.ts";

let loaded: { readonly device: Device; readonly threads: number } | null = null;

/**
 * Makes native TensorFlow the current backend. A process holds one TensorFlow, for one device and with
 * the number of threads it was started with.
 *
 * @throws {EnginesError} `ENGINE_FAILED` if it does not load, if no GPU is found for `"gpu"`, or if this
 *   process already holds another one.
 */
export async function startTensorflow(device: Device, threads: number, cache?: string): Promise<null> {
  if (loaded === null) loaded = load(device, threads, cache);
  refuseOther(loaded, device, threads);
  if (await setBackend("tensorflow")) return null;
  throw failed('TensorFlow.js refused its backend "tensorflow"');
}

function load(device: Device, asked: number, cache?: string): NonNullable<typeof loaded> {
  enableProdMode(); // tfjs otherwise prints an advertisement
  const { backend, threads } = loadedFrom(device, asked, cache);
  if (device === "gpu" && !backend.isUsingGpuDevice) {
    throw failed(
      'TensorFlow finds no GPU on this machine; check the driver (nvidia-smi) or use "tensorflow"',
    );
  }
  registerTensorflowKernels(backend.isUsingGpuDevice ? "gpu" : "cpu");
  registerBackend("tensorflow", () => backend, 0);
  return { device, threads };
}

function loadedFrom(device: Device, threads: number, cache?: string): ReturnType<typeof loadBackend> {
  try {
    return loadBackend(engineFolder(device, cache), threads);
  } catch (cause) {
    const words = String(cause instanceof Error ? cause.message : cause).split("\n", 1)[0];
    throw failed(`TensorFlow does not load: ${words}; install it again: ${installCommandOf(device)}`, cause);
  }
}

function refuseOther(
  { device, threads }: NonNullable<typeof loaded>,
  askedDevice: Device,
  askedThreads: number,
): void {
  if (device === askedDevice && threads === askedThreads) return;
  const [is, asked] = [
    `"${engineNameOf(device)}" with ${threads} thread(s)`,
    `"${engineNameOf(askedDevice)}" with ${askedThreads}`,
  ];
  throw failed(`this process holds ${is}, asked was ${asked}; use the same, or a new process`);
}

function failed(message: string, cause?: unknown): EnginesError {
  return new EnginesError("ENGINE_FAILED", cause === undefined ? { message } : { message, cause });
}
