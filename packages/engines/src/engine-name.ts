import * as z from "zod";

/** The engines by name; `"auto"` takes the fastest that works on this machine. */
export const EngineName = z.enum(["auto", "onnxruntime", "tensorflow", "tensorflow-gpu", "wasm", "cpu"]);
/** The name of an engine. */
export type EngineName = z.infer<typeof EngineName>;
