/**
 * Installs the engines that need more than npm: native TensorFlow, for a processor or an NVIDIA GPU.
 * Never called by an npm install; loads no TensorFlow.js.
 *
 * @packageDocumentation
 */

export { cacheFolder } from "./tensorflow/engine-folder.ts";
export type { InstallStepName } from "./tensorflow/install/install-step.ts";
export {
  type InstallOptions,
  type InstallReport,
  installTensorflow,
} from "./tensorflow/install/install-tensorflow.ts";
export type { Device } from "./tensorflow/versions.ts";
