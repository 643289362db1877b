/** Messages that callbacks push, read as an async iterable by one reader. */
export interface MessageQueue<Message> {
  push(message: Message): void;
  /** No more messages come; what waits is still read, then the error, if any, is thrown. */
  end(error: Error | null): void;
  messages(): AsyncGenerator<Message>;
}

/** An empty queue. */
export function messageQueue<Message>(): MessageQueue<Message> {
  const waiting: Message[] = [];
  let ended: { readonly error: Error | null } | null = null;
  let wake = () => {};
  return {
    push(message) {
      waiting.push(message);
      wake();
    },
    end(error) {
      ended ??= { error };
      wake();
    },
    async *messages() {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift() as Message;
        if (ended?.error) throw ended.error;
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
