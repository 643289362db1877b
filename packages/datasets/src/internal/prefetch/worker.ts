/** A thread of `prefetchBatches`: makes the batches that it is asked for, one after the other. */
import { parentPort, workerData } from "node:worker_threads";
import { loadSequence } from "./load-sequence.ts";
import { type PlainRecipe, problemOf, type Reply, type Request } from "./messages.ts";

const sequence = loadSequence(workerData as PlainRecipe);
sequence.catch(() => undefined); // told with the first request
let before: Promise<void> = Promise.resolve();

parentPort?.on("message", (request: Request) => {
  before = before.then(() => answer(request));
});

async function answer({ id, number }: Request): Promise<void> {
  try {
    const batch = await (await sequence).batchAt(number);
    send({ id, batch }, [batch.images.buffer as ArrayBuffer, batch.labels.buffer as ArrayBuffer]);
  } catch (error) {
    send({ id, problem: problemOf(error) }, []);
  }
}

function send(reply: Reply, transfer: ArrayBuffer[]): void {
  parentPort?.postMessage(reply, transfer);
}
