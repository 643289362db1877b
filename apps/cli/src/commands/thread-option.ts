import { availableParallelism } from "node:os";
import { InvalidArgumentError, Option } from "commander";

/** `--threads N`: how many processor threads an engine may use. */
export function threadOption(): Option {
  return new Option("--threads <n>", "processor threads an engine may use")
    .default(availableParallelism())
    .argParser((text) => {
      const threads = Number(text);
      if (Number.isInteger(threads) && threads >= 1 && threads <= 1024) return threads;
      throw new InvalidArgumentError(`it is "${text}", expected a whole number from 1 to 1024`);
    });
}
