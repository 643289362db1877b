import type { FileHandle } from "node:fs/promises";
import { VectorError } from "../errors.ts";
import { openFile, readFrom } from "./file-chunks.ts";

const AHEAD = 2 ** 18;

/** Reads a file in pieces of known size, forward or from any place, with few calls to the system. */
export class FileCursor {
  readonly name: string;
  readonly size: number;
  readonly #file: FileHandle;
  #at = 0;
  #window: Uint8Array = new Uint8Array();
  #windowAt = 0;

  private constructor(name: string, file: FileHandle, size: number) {
    this.name = name;
    this.#file = file;
    this.size = size;
  }

  /** @throws {VectorError} `FILE_UNREADABLE` */
  static async open(name: string): Promise<FileCursor> {
    const file = await openFile(name);
    return new FileCursor(name, file, (await file.stat()).size);
  }

  get at(): number {
    return this.#at;
  }

  get left(): number {
    return this.size - this.#at;
  }

  seek(at: number): void {
    this.#at = at;
  }

  /** A copy of the next `size` bytes, which starts its own buffer. */
  async take(size: number): Promise<Uint8Array<ArrayBuffer>> {
    const into = new Uint8Array(size);
    await this.takeInto(into);
    return into;
  }

  /** @throws {VectorError} `BROKEN_STRUCTURE` where the file ends first. */
  async takeInto(into: Uint8Array): Promise<void> {
    const start = this.#at - this.#windowAt;
    if (start < 0 || start + into.length > this.#window.length) await this.#fill(into.length);
    const from = this.#at - this.#windowAt;
    if (from + into.length > this.#window.length)
      throw endsEarly(this.name, this.#at + into.length, this.size);
    into.set(this.#window.subarray(from, from + into.length));
    this.#at += into.length;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #fill(needed: number): Promise<void> {
    const buffer = new Uint8Array(Math.min(Math.max(needed, AHEAD), Math.max(0, this.left)));
    const { bytesRead } = await readFrom(this.#file, this.name, buffer, this.#at);
    this.#window = buffer.subarray(0, bytesRead);
    this.#windowAt = this.#at;
  }
}

function endsEarly(name: string, needed: number, size: number): VectorError {
  return new VectorError("BROKEN_STRUCTURE", {
    message: `"${name}" has ${size} bytes, but ${needed} are needed for what it announces; get the file again`,
    context: { name, size, needed },
  });
}
