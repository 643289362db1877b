import { nearestWord, WorkflowError } from "@undercoat/workflows";

/**
 * A value of a flag that must be one of some words.
 *
 * @throws {WorkflowError} `CONFIG_VALUE`, naming the nearest word.
 */
export function parseChoice<Word extends string>(flag: string, value: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  const near = nearestWord(value, words);
  throw new WorkflowError("CONFIG_VALUE", {
    message: `${flag} is "${value}", expected one of ${words.join(", ")}${near === null ? "" : `; did you mean "${near}"?`}`,
    context: { flag, value },
  });
}

/**
 * A value of a flag that must be a whole number from 1 to `most`.
 *
 * @throws {WorkflowError} `CONFIG_VALUE`.
 */
export function parseCount(flag: string, value: string, most: number): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `${flag} is "${value}", expected a whole number from 1 to ${most}; write for example ${flag} 6`,
    context: { flag, value },
  });
}
