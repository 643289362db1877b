import { expect, test } from "vitest";
import { itemsOfShard, parseShard } from "./shard.ts";

test.each([1, 2, 3, 7, 11, 20])("%i shards hold every item once, neighbours together", (count) => {
  const items = Array.from({ length: 11 }, (_, at) => at);
  const parts = Array.from({ length: count }, (_, at) => itemsOfShard(items, { index: at + 1, count }));
  expect(parts.flat()).toEqual(items);
  const sizes = parts.map(({ length }) => length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
});

test("i/n counts from 1", () => {
  expect(parseShard(" 2/8 ")).toEqual({ index: 2, count: 8 });
  for (const text of ["0/4", "5/4", "1", "a/b", "1/0", "-1/2", "1.5/2"])
    expect(() => parseShard(text)).toThrow("but i/n with i from 1 to n was expected");
});
