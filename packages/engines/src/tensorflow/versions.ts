/** The TensorFlow release that the engine is built on. */
export const TENSORFLOW_VERSION = "2.21.0";

/** The release of TensorFlow.js's Node package, whose addon is compiled against it. */
export const TFJS_NODE_VERSION = "4.22.0";

/** What the engine computes on. */
export type Device = "cpu" | "gpu";

/** The name of the engine of a device. */
export function engineNameOf(device: Device): "tensorflow" | "tensorflow-gpu" {
  return device === "gpu" ? "tensorflow-gpu" : "tensorflow";
}

/** The command that installs it. */
export function installCommandOf(device: Device): string {
  return `undercoat engine install tensorflow${device === "gpu" ? " --gpu" : ""}`;
}
