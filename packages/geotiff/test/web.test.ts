import { afterEach, expect, test } from "vitest";
import { encodeGeoTiff, openGeoTiff, rasterInfo } from "../src/index.ts";
import { answer, serve, type Trouble, type WebServer } from "./support/web-server.ts";

const SIZE = 1536;
const grid = { width: SIZE, height: SIZE, geotransform: null, crs: { kind: "epsg", code: 32618 } } as const;
/** Noise: 2 MB that no compression makes smaller. */
const data = noise(SIZE * SIZE);
const bytes = encodeGeoTiff({ grid, data, bandCount: 1 });
const window = { x: 512, y: 512, width: 512, height: 512 };

const quick = { web: { pauseSeconds: 0.001 } };

const servers: WebServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function started(trouble?: Trouble, content: Uint8Array = bytes): Promise<WebServer> {
  const server = await serve(content, trouble);
  servers.push(server);
  return server;
}

async function readWindow(url: string): Promise<ArrayLike<number>> {
  const source = await openGeoTiff(url, quick);
  const block = await source.read({ window });
  await source.close();
  return block.data;
}

const expected = Array.from({ length: 512 }, (_, row) =>
  Array.from(data.subarray((row + 512) * SIZE + 512, (row + 512) * SIZE + 1024)),
).flat();

test("the header and one window of 512² take at most 5 requests, a second look at it none", async () => {
  const server = await started();
  const source = await openGeoTiff(server.url);
  expect(server.ranges.length).toBe(1);
  expect(source).toMatchObject({ name: server.url, width: SIZE, crs: { kind: "epsg", code: 32618 } });
  expect(Array.from((await source.read({ window })).data)).toEqual(expected);
  expect(server.ranges.length).toBeLessThanOrEqual(5);
  const before = server.ranges.length;
  await source.read({ window });
  expect(server.ranges.length).toBe(before);
  await source.close();
});

test("a whole image is read in few requests, and right", async () => {
  const server = await started();
  const source = await openGeoTiff(server.url);
  expect((await source.read()).data).toEqual(data);
  expect(server.ranges.length).toBeLessThanOrEqual(4);
  const { bands } = await rasterInfo(server.url, { statistics: true });
  expect(bands[0]).toMatchObject({ validCount: SIZE * SIZE, min: 0, max: 255 });
});

test("a window that does not fit into the cache is right all the same", async () => {
  const server = await started();
  const source = await openGeoTiff(server.url, { web: { cacheBytes: 65536, headBytes: 1024 } });
  expect((await source.read()).data).toEqual(data);
});

const troubles: Record<string, Trouble> = {
  "answers 503 twice": (_, response, count) => count <= 2 && Boolean(response.writeHead(503).end()),
  "asks to wait": (_, response, count) =>
    count === 2 && Boolean(response.writeHead(429, { "retry-after": "0" }).end()),
  "drops the connection": (request, _, count) => count % 2 === 1 && Boolean(request.socket.destroy()),
  "cuts an answer": (request, response, count) => {
    if (count % 2 === 0) return false;
    const [, first = "0", last = "0"] = /(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
    const end = Math.min(Number(last), bytes.length - 1);
    response.writeHead(206, {
      "content-range": `bytes ${first}-${end}/${bytes.length}`,
      "content-length": end - Number(first) + 1,
    });
    response.write(bytes.subarray(Number(first), Number(first) + 100), () => request.socket.destroy());
    return true;
  },
  "moves the file": (request, response, count) => {
    if (request.url !== "/scene.tif") return false;
    response.writeHead(302, { location: `/moved.tif?${count}` }).end();
    return true;
  },
  "knows no ranges": (_, response) => {
    response.writeHead(200, { "content-length": bytes.length }).end(bytes);
    return true;
  },
  "knows no ranges and tells no length": (_, response) => {
    response.writeHead(200).end(bytes);
    return true;
  },
};

test.each(Object.entries(troubles))("a server that %s gives the right pixels", async (_, trouble) => {
  const server = await started(trouble);
  expect(Array.from(await readWindow(server.url))).toEqual(expected);
});

const refusals: Record<string, readonly [Trouble, string, string]> = {
  "has no such file": [
    (_, response) => Boolean(response.writeHead(404).end("gone")),
    "FILE_UNREADABLE",
    "answered 404 (Not Found), a file was expected; it is gone, check the address",
  ],
  "wants a permission": [
    (_, response) => Boolean(response.writeHead(403).end()),
    "FILE_UNREADABLE",
    "answered 403 (Forbidden), a file was expected; it needs a permission",
  ],
  "is always busy": [
    (_, response) => Boolean(response.writeHead(503).end()),
    "FILE_UNREADABLE",
    "answered 503 (Service Unavailable), tried 4 times; try later",
  ],
  "wants a long pause": [
    (_, response) => Boolean(response.writeHead(429, { "retry-after": "3600" }).end()),
    "FILE_UNREADABLE",
    "answered 429 (Too Many Requests), tried 1 times",
  ],
  "always drops the connection": [
    (request) => Boolean(request.socket.destroy()),
    "FILE_UNREADABLE",
    "cannot be reached (",
  ],
  "sends other pieces": [
    (_, response) => {
      response.writeHead(206, { "content-range": `bytes 7-9/${bytes.length}` }).end("abc");
      return true;
    },
    "FILE_UNREADABLE",
    'was asked for bytes 0 to 262143, but answered "bytes 7-9/',
  ],
  "sends a web page": [
    (_, response) => Boolean(response.writeHead(200).end("<!doctype html><p>Sign in")),
    "NOT_A_TIFF",
    'does not begin with "II" or "MM"',
  ],
  "has an empty file": [
    (_, response) => Boolean(response.writeHead(416, { "content-range": "bytes */0" }).end()),
    "NOT_A_TIFF",
    "has 0 bytes",
  ],
  "changes the file": [
    (request, response, count) => {
      if (count === 1) return false;
      answer(bytes, request, response, '"2"');
      return true;
    },
    "FILE_CHANGED",
    "changed while it was read",
  ],
  "moves in a circle": [
    (_, response) => Boolean(response.writeHead(302, { location: "/scene.tif" }).end()),
    "FILE_UNREADABLE",
    "cannot be reached (redirect count exceeded); check the address",
  ],
};

test.each(Object.entries(refusals))(
  "a server that %s is told in one line",
  async (_, [trouble, code, words]) => {
    const server = await started(trouble);
    const error = await readWindow(server.url).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
    expect((error as Error).message).not.toContain("\n");
  },
);

test("a server without ranges is not asked for more than the limit", async () => {
  const server = await started((_, response) => {
    const endless = () => response.write(new Uint8Array(65536), endless);
    endless();
    return true;
  });
  await expect(openGeoTiff(server.url, { web: { largestWhole: 2 ** 20 } })).rejects.toMatchObject({
    code: "FILE_UNREADABLE",
    message: expect.stringContaining("is larger than 1048576 bytes"),
  });
});

test("a silent server is left after the time of one try, a signal at once", async () => {
  const server = await started(() => true);
  await expect(
    openGeoTiff(server.url, { web: { seconds: 0.05, tries: 2, pauseSeconds: 0.01 } }),
  ).rejects.toMatchObject({
    code: "FILE_UNREADABLE",
    message: expect.stringContaining("sent nothing for 0.05 seconds, tried 2 times"),
  });
  const start = performance.now();
  await expect(openGeoTiff(server.url, { signal: AbortSignal.timeout(30) })).rejects.toMatchObject({
    name: "TimeoutError",
  });
  expect(performance.now() - start).toBeLessThan(2000);
});

test("a signal of the opening ends no read after it, one of a read does", async () => {
  let isSilent = false;
  const server = await started(() => isSilent);
  const opening = new AbortController();
  const source = await openGeoTiff(server.url, { signal: opening.signal });
  opening.abort();
  expect(Array.from((await source.read({ window })).data)).toEqual(expected);
  isSilent = true;
  const reading = new AbortController();
  const read = source.read({ signal: reading.signal });
  setTimeout(() => reading.abort(), 20);
  await expect(read).rejects.toMatchObject({ name: "AbortError" });
});

test("headers are sent, secrets of an address are not shown", async () => {
  const seen: (string | undefined)[] = [];
  const server = await started((request, response) => {
    seen.push(request.headers.authorization);
    return request.url?.includes("gone") === true && Boolean(response.writeHead(404).end());
  });
  await openGeoTiff(server.url, { web: { headers: { authorization: "Bearer token" } } });
  expect(seen).toEqual(["Bearer token"]);
  const error = await openGeoTiff(`${server.url.replace("scene", "gone")}?key=secret`).catch(
    (cause: Error) => cause,
  );
  expect((error as Error).message).not.toContain("secret");
  await expect(openGeoTiff("http://me:word@127.0.0.1/x.tif")).rejects.toMatchObject({
    message: expect.stringContaining("has a user or a password in its address"),
  });
});

test("options of the web are checked", async () => {
  for (const web of [{ tries: 0 }, { seconds: Number.NaN }, { retries: 3 }, { headers: { a: 1 } }])
    await expect(openGeoTiff("http://127.0.0.1:1/x.tif", { web: web as object })).rejects.toMatchObject({
      code: "OPTION_REFUSED",
    });
});

/** Numbers without a pattern (xorshift32). */
function noise(length: number): Uint8Array {
  let state = 2463534242;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 8;
  });
}
