import { WorkflowError } from "../errors.ts";

/**
 * The setting behind `--seeds <count>`: seeds 0 to count − 1.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` where the count is no whole number from 1 to 1000.
 */
export function seedSetting(count: string): string {
  const number = Number(count);
  if (!Number.isInteger(number) || number < 1 || number > 1000)
    throw new WorkflowError("CONFIG_VALUE", {
      message: `--seeds is "${count}", expected a whole number from 1 to 1000; write for example --seeds 5`,
      context: { count },
    });
  return `seeds=[${Array.from({ length: number }, (_, seed) => seed).join(", ")}]`;
}
