import "@tensorflow/tfjs-backend-cpu";
import { enableProdMode, setBackend } from "@tensorflow/tfjs-core";
import { EnginesError } from "../errors.ts";
import { chooseCpuKernels } from "./register-kernels.ts";

/** Makes the plain-JavaScript backend the current one, with convolutions of ours. */
export async function startCpu(): Promise<null> {
  enableProdMode(); // tfjs otherwise prints an advertisement
  chooseCpuKernels("own");
  if (await setBackend("cpu")) return null;
  throw new EnginesError("ENGINE_FAILED", { message: 'TensorFlow.js refused its backend "cpu"' });
}
