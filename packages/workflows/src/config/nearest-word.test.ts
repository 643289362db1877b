import { expect, test } from "vitest";
import { nearestWord } from "./nearest-word.ts";

test("a slip of the keyboard finds its word, a foreign word finds none", () => {
  const words = ["pretrain", "finetune", "evaluate"];
  expect(nearestWord("pretrian", words)).toBe("pretrain");
  expect(nearestWord("Finetune", words)).toBe("finetune");
  expect(nearestWord("banana", words)).toBeNull();
});
