import "@tensorflow/tfjs-backend-cpu";
import { enableProdMode, setBackend } from "@tensorflow/tfjs-core";
import { EnginesError } from "../errors.ts";

/** Makes the plain-JavaScript backend the current one. */
export async function startCpu(): Promise<null> {
  enableProdMode(); // tfjs otherwise prints an advertisement
  if (await setBackend("cpu")) return null;
  throw new EnginesError("ENGINE_FAILED", { message: 'TensorFlow.js refused its backend "cpu"' });
}
