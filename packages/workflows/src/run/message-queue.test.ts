import { expect, test } from "vitest";
import { messageQueue } from "./message-queue.ts";

async function read(messages: AsyncIterable<number>): Promise<number[]> {
  const all: number[] = [];
  for await (const message of messages) all.push(message);
  return all;
}

test("messages arrive in order, also those pushed while the reader waits", async () => {
  const queue = messageQueue<number>();
  queue.push(1);
  const reading = read(queue.messages());
  await new Promise((resolve) => setTimeout(resolve, 1));
  queue.push(2);
  queue.push(3);
  queue.end(null);
  expect(await reading).toEqual([1, 2, 3]);
});

test("an error comes after the messages before it, and the first end counts", async () => {
  const queue = messageQueue<number>();
  queue.push(1);
  queue.end(Object.assign(Error("stopped"), { code: "X" }));
  queue.end(null);
  const messages = queue.messages();
  expect((await messages.next()).value).toBe(1);
  await expect(messages.next()).rejects.toThrow("stopped");
});
