/**
 * Calls `work` for every item, `count` of them at a time, each next one when one before it is done. The first
 * error is thrown when those that run have ended; no later item is begun.
 */
export async function inTurns<Item>(
  items: Iterable<Item>,
  count: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let failure: { readonly cause: unknown } | null = null;
  const turn = async () => {
    for (let next = iterator.next(); !next.done && failure === null; next = iterator.next()) {
      await work(next.value).catch((cause: unknown) => {
        failure ??= { cause };
      });
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.floor(count)) }, turn));
  if (failure !== null) throw (failure as { cause: unknown }).cause;
}
