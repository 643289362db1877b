import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, onTestFinished, test } from "vitest";
import { fetchWeights } from "./fetch-weights.ts";
import type { PretrainedWeights } from "./pretrained-weights.ts";

const BODY = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7 + (index >> 8)) % 251));
const HASH = createHash("sha256").update(BODY).digest("hex");

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on this machine, and what it was asked for. */
async function serve(answer: Answer): Promise<{ url: string; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ranges };
}

/** An address at which nobody answers. */
async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

function entry(url: string, sha256Prefix = HASH.slice(0, 8)): PretrainedWeights {
  return {
    name: "made-up",
    architecture: "resnet18",
    url: `${url}/made-up-${sha256Prefix}.pth`,
    sha256Prefix,
    dataset: "none",
    method: "none",
    bands: ["red"],
    normalisation: { scale: 1, mean: [0], standardDeviation: [1] },
    licence: null,
    sources: { facts: "none", licence: null, publication: "none" },
  };
}

/** Sends the asked range, and breaks the connection after `limit` bytes. */
function sendRange(
  { headers: { range } }: IncomingMessage,
  response: ServerResponse,
  limit = Infinity,
): void {
  const begin = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  response.writeHead(range === undefined ? 200 : 206, { "content-length": BODY.length - begin });
  if (BODY.length - begin <= limit) response.end(BODY.subarray(begin));
  else response.write(BODY.subarray(begin, begin + limit), () => setTimeout(() => response.destroy(), 30));
}

test("a file is fetched once, and is then the one on the disk", async () => {
  const { url, ranges } = await serve((request, response) => sendRange(request, response));
  const folder = join(temporaryFolder(), "new", "folder");
  const first = await fetchWeights(entry(url), { folder });
  expect(first).toMatchObject({ sha256: HASH, received: BODY.length });
  expect(readFileSync(first.file).equals(BODY)).toBe(true);
  expect(await fetchWeights(entry(url), { folder })).toMatchObject({ file: first.file, received: 0 });
  expect(ranges).toEqual([undefined]);
  expect(existsSync(`${first.file}.part`)).toBe(false);
});

test("a broken connection is taken up where it broke, within a call and from one call to the next", async () => {
  const { url, ranges } = await serve((request, response) => sendRange(request, response, 90_000));
  const folder = temporaryFolder();
  const weights = entry(url);
  writeFileSync(join(folder, `made-up-${HASH.slice(0, 8)}.pth.part`), BODY.subarray(0, 1000));
  const { file, received } = await fetchWeights(weights, { folder });
  expect(readFileSync(file).equals(BODY)).toBe(true);
  expect(received).toBe(BODY.length - 1000);
  expect(ranges[0]).toBe("bytes=1000-");
  expect(ranges.length).toBeGreaterThan(2);
});

test("a server that knows no ranges sends all of it again; one that says the part is too long, too", async () => {
  const whole = await serve((_request, response) => void response.writeHead(200).end(BODY));
  const folder = temporaryFolder();
  const part = join(folder, `made-up-${HASH.slice(0, 8)}.pth.part`);
  writeFileSync(part, "older");
  expect((await fetchWeights(entry(whole.url), { folder })).sha256).toBe(HASH);
  const strict = await serve((request, response) => {
    if (request.headers.range === undefined) response.writeHead(200).end(BODY);
    else response.writeHead(416).end();
  });
  const other = temporaryFolder();
  writeFileSync(join(other, `made-up-${HASH.slice(0, 8)}.pth.part`), Buffer.alloc(300_000));
  expect((await fetchWeights(entry(strict.url), { folder: other })).sha256).toBe(HASH);
});

test("a connection that never brings anything ends with what is kept", async () => {
  let sent = false;
  const { url } = await serve((request, response) => {
    if (sent) response.destroy();
    else sendRange(request, response, 70_000);
    sent = true;
  });
  const folder = temporaryFolder();
  const error = await fetchWeights(entry(url), { folder }).catch((thrown: unknown) => thrown);
  expect((error as { code: string }).code).toBe("INTERRUPTED");
  const kept = readFileSync(join(folder, `made-up-${HASH.slice(0, 8)}.pth.part`));
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.equals(BODY.subarray(0, kept.length))).toBe(true);
});

test("a wrong checksum is refused and leaves nothing, also of a file that was there", async () => {
  const { url } = await serve((request, response) => sendRange(request, response));
  const folder = temporaryFolder();
  const wrong = entry(url, "00000000");
  const message = (error: Error) => error.message.replaceAll(folder, "FOLDER").replaceAll(url, "URL");
  await expect(
    fetchWeights(wrong, { folder }).catch((error) => message(error)),
  ).resolves.toMatchInlineSnapshot(
    `"the SHA-256 of "FOLDER/made-up-00000000.pth.part" begins with b88cde47, expected 00000000; it is gone: fetch "URL/made-up-00000000.pth" again, from a network that hands on files as they are"`,
  );
  expect(existsSync(join(folder, "made-up-00000000.pth"))).toBe(false);
  expect(existsSync(join(folder, "made-up-00000000.pth.part"))).toBe(false);
  writeFileSync(join(folder, "made-up-00000000.pth"), "damaged");
  await expect(fetchWeights(wrong, { folder })).rejects.toMatchObject({ code: "CHECKSUM_MISMATCH" });
});

test("a file that is not there, and no network, say how to fetch it by hand in one line", async () => {
  const { url } = await serve((_request, response) => void response.writeHead(404).end());
  const folder = temporaryFolder();
  const message = (error: Error) => error.message.replaceAll(folder, "FOLDER").replaceAll(url, "URL");
  expect(await fetchWeights(entry(url), { folder }).catch((error) => message(error))).toMatchInlineSnapshot(
    `""URL/made-up-b88cde47.pth" answers 404, expected 200 or 206; look whether it has moved, then fetch the file by hand: curl -L -o "FOLDER/made-up-b88cde47.pth" "URL/made-up-b88cde47.pth""`,
  );
  const closed = await closedAddress();
  expect(
    await fetchWeights(entry("http://weights.example"), { folder, mirror: closed }).catch((error) =>
      message(error)
        .replaceAll(closed, "URL")
        .replace(/127\.0\.0\.1:\d+/, "HOST"),
    ),
  ).toMatchInlineSnapshot(
    `""HOST" cannot be reached (ECONNREFUSED); fetch the file by hand: curl -L -o "FOLDER/made-up-b88cde47.pth" "URL/made-up-b88cde47.pth""`,
  );
});

test("a stop stops, and keeps what came", async () => {
  const stop = new AbortController();
  const { url } = await serve((_request, response) => {
    response.writeHead(200, { "content-length": BODY.length });
    response.write(BODY.subarray(0, 50_000), () => setTimeout(() => stop.abort(), 50));
  });
  const folder = temporaryFolder();
  await expect(fetchWeights(entry(url), { folder, signal: stop.signal })).rejects.toMatchObject({
    name: "AbortError",
  });
  expect(existsSync(join(folder, `made-up-${HASH.slice(0, 8)}.pth`))).toBe(false);
});
