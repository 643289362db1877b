/**
 * Whether compiled graphs can be run here, without loading TensorFlow.js or ONNX Runtime.
 *
 * @packageDocumentation
 */
export { onnxRuntimeMissing } from "./run/onnxruntime.ts";
