import { WorkflowError } from "@undercoat/workflows";

/**
 * A flag such as `256x256`: height and width.
 *
 * @throws {WorkflowError} `CONFIG_VALUE`.
 */
export function parseSize(flag: string, text: string): { height: number; width: number } {
  const [, height, width] = /^([1-9]\d{0,4})[x×]([1-9]\d{0,4})$/.exec(text) ?? [];
  if (height !== undefined && width !== undefined) return { height: Number(height), width: Number(width) };
  throw new WorkflowError("CONFIG_VALUE", {
    message: `${flag} is "${text}", expected height and width such as 256x256; write them in pixels`,
    context: { flag, text },
  });
}
