import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { diskError, makeFolder, sha256File } from "@undercoat/files";
import { PretrainedWeightsError } from "./errors.ts";
import { findWeights } from "./find-weights.ts";
import { downloadTo } from "./internal/download-to.ts";
import type { PretrainedWeights } from "./pretrained-weights.ts";

/** Options of {@link fetchWeights}. */
export interface FetchWeightsOptions {
  /** Where files are kept; made if it is not there. */
  readonly folder: string;
  /** Address of a folder that has the same file, for networks that do not reach the publisher. */
  readonly mirror?: string;
  readonly signal?: AbortSignal;
}

/** A file of weights on this machine. */
export interface FetchedWeights {
  readonly file: string;
  /** Of the file, 64 hexadecimal digits. */
  readonly sha256: string;
  /** Bytes that came over the network: 0 where the file was there. */
  readonly received: number;
  readonly weights: PretrainedWeights;
}

/**
 * Weights from the folder, or from where they are published. What was received before a connection broke is kept in
 * `<name>.part`, and the next try goes on from there; a file appears under its name only once its checksum is right.
 *
 * @param weights - A name in `PRETRAINED_WEIGHTS`, or an entry of one's own.
 * @throws {PretrainedWeightsError} `UNKNOWN_WEIGHTS`; `NOT_REACHABLE`, with the command that fetches the file by hand;
 *   `HTTP_STATUS`; `INTERRUPTED` if the connection breaks again and again; `CHECKSUM_MISMATCH`, then nothing is kept.
 * @throws {FilesError} If the disk refuses.
 *
 * @example
 * ```ts
 * const { file } = await fetchWeights("resnet18-sentinel2-all-moco", { folder: "weights" });
 * ```
 */
export async function fetchWeights(
  weights: string | PretrainedWeights,
  { folder, mirror, signal }: FetchWeightsOptions,
): Promise<FetchedWeights> {
  const entry = typeof weights === "string" ? findWeights(weights) : weights;
  const name = decodeURIComponent(new URL(entry.url).pathname.split("/").at(-1) ?? "");
  const file = join(folder, name);
  const again = "delete it and fetch it again";
  if (existsSync(file))
    return { file, sha256: await checkedHash(file, entry, again), received: 0, weights: entry };
  const url = mirror === undefined ? entry.url : `${mirror.replace(/\/+$/, "")}/${encodeURIComponent(name)}`;
  await makeFolder(folder);
  const part = `${file}.part`;
  const received = await downloadTo(part, { url, byHand: `curl -L -o "${file}" "${url}"`, signal });
  const elsewhere = `it is gone: fetch "${url}" again, from a network that hands on files as they are`;
  const sha256 = await checkedHash(part, entry, elsewhere).catch(async (error: unknown) => {
    await rm(part, { force: true }); // going on from wrong bytes would never end well
    throw error;
  });
  await rename(part, file).catch((cause: unknown) => {
    throw diskError(cause, file, "write");
  });
  return { file, sha256, received, weights: entry };
}

async function checkedHash(
  file: string,
  { sha256Prefix }: PretrainedWeights,
  advice: string,
): Promise<string> {
  const sha256 = await sha256File(file);
  if (sha256.startsWith(sha256Prefix.toLowerCase())) return sha256;
  throw new PretrainedWeightsError("CHECKSUM_MISMATCH", {
    message: `the SHA-256 of "${file}" begins with ${sha256.slice(0, sha256Prefix.length)}, expected ${sha256Prefix}; ${advice}`,
    context: { file, sha256, expected: sha256Prefix },
  });
}
