import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a server does with one request instead of answering it; returns false to answer it as it should. */
export type Trouble = (request: IncomingMessage, response: ServerResponse, count: number) => boolean;

/** A local server of one file. */
export interface WebServer {
  readonly url: string;
  /** Ranges that were asked for, in order. */
  readonly ranges: string[];
  close(): Promise<void>;
}

/** Serves bytes by ranges as web servers do, but for the trouble it makes. */
export async function serve(bytes: Uint8Array, trouble: Trouble = () => false): Promise<WebServer> {
  const ranges: string[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range ?? "");
    if (!trouble(request, response, ranges.length)) answer(bytes, request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/scene.tif`,
    ranges,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Answers a request for a range, with an ETag of its own. */
export function answer(
  bytes: Uint8Array,
  request: IncomingMessage,
  response: ServerResponse,
  etag = '"1"',
): void {
  const [, first = "0", last = ""] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  const end = Math.min(last === "" ? bytes.length : Number(last) + 1, bytes.length);
  if (Number(first) >= bytes.length) {
    response.writeHead(416, { "content-range": `bytes */${bytes.length}`, etag }).end();
    return;
  }
  const piece = bytes.subarray(Number(first), end);
  response.writeHead(206, {
    "content-range": `bytes ${first}-${end - 1}/${bytes.length}`,
    "content-length": piece.length,
    etag,
  });
  response.end(piece);
}
