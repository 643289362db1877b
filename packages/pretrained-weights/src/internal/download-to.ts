import { type FileHandle, open } from "node:fs/promises";
import { diskError } from "@undercoat/files";
import { PretrainedWeightsError } from "../errors.ts";

/** Times in a row that a connection may break without a single new byte. */
const FRUITLESS = 3;
/** The answer to a range that begins behind the end of the file. */
const RANGE_NOT_SATISFIABLE = 416;

interface Download {
  readonly url: string;
  /** The command that does it without us; part of the message. */
  readonly byHand: string;
  readonly signal: AbortSignal | undefined;
}

/** Fills `part` from where it ends to the end of the file at `url`, and says how many bytes came. */
export async function downloadTo(part: string, download: Download): Promise<number> {
  const file = await open(part, "a").catch((cause: unknown) => {
    throw diskError(cause, part, "write");
  });
  try {
    let [received, fruitless] = [0, 0];
    for (;;) {
      const { bytes, isWhole, cause } = await receive(file, part, download);
      received += bytes;
      if (isWhole) break;
      fruitless = bytes > 0 ? 0 : fruitless + 1;
      if (fruitless === FRUITLESS) throw interrupted(await sizeOf(file), part, cause);
    }
    await file.sync();
    return received;
  } finally {
    await file.close();
  }
}

interface Received {
  readonly bytes: number;
  readonly isWhole: boolean;
  /** Why it is not whole. */
  readonly cause?: unknown;
}

/** One request: appends what comes until the end, or until the connection breaks. */
async function receive(file: FileHandle, part: string, download: Download): Promise<Received> {
  const begin = await sizeOf(file);
  const response = await request(begin, download).catch((cause: unknown) => {
    if (begin === 0 || (cause as Error).name !== "PretrainedWeightsError") throw cause;
    return cause as Error; // what came before is kept, and tried again
  });
  if (response instanceof Error) return { bytes: 0, isWhole: false, cause: response };
  if (response.status === RANGE_NOT_SATISFIABLE) {
    await file.truncate(0); // longer than the file: from an earlier version of it
    return { bytes: 0, isWhole: false };
  }
  if (!response.ok || response.body === null) throw badStatus(response.status, download);
  if (response.status !== 206) await file.truncate(0); // the server sends all of it
  let bytes = 0;
  try {
    for await (const piece of response.body) {
      await file.appendFile(piece).catch((cause: unknown) => {
        throw diskError(cause, part, "write");
      });
      bytes += piece.length;
    }
    return { bytes, isWhole: true };
  } catch (cause) {
    download.signal?.throwIfAborted();
    if ((cause as Error).name === "FilesError") throw cause;
    return { bytes, isWhole: false, cause };
  }
}

async function request(begin: number, { url, byHand, signal }: Download): Promise<Response> {
  const headers = { "accept-encoding": "identity", ...(begin > 0 ? { range: `bytes=${begin}-` } : {}) };
  try {
    return await fetch(url, { headers, signal: signal ?? null });
  } catch (cause) {
    signal?.throwIfAborted();
    const reason = (cause as { cause?: { code?: string } }).cause?.code ?? (cause as Error).message;
    throw new PretrainedWeightsError("NOT_REACHABLE", {
      message: `"${new URL(url).host}" cannot be reached (${reason}); fetch the file by hand: ${byHand}`,
      context: { url },
      cause,
    });
  }
}

async function sizeOf(file: FileHandle): Promise<number> {
  return (await file.stat()).size;
}

function badStatus(status: number, { url, byHand }: Download): PretrainedWeightsError {
  return new PretrainedWeightsError("HTTP_STATUS", {
    message: `"${url}" answers ${status}, expected 200 or 206; look whether it has moved, then fetch the file by hand: ${byHand}`,
    context: { url, status },
  });
}

function interrupted(size: number, part: string, cause: unknown): PretrainedWeightsError {
  return new PretrainedWeightsError("INTERRUPTED", {
    message: `the connection broke ${FRUITLESS} times at byte ${size}; what came is kept in "${part}": fetch again, and it goes on from there`,
    context: { size, part },
    cause,
  });
}
