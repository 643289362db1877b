import { VectorError } from "../errors.ts";
import type { Position } from "../feature.ts";

/** Places of many nodes by id, 24 bytes each. */
export class NodePlaces {
  readonly #name: string;
  readonly #most: number;
  #ids = new Float64Array(1024);
  #longitudes = new Float64Array(1024);
  #latitudes = new Float64Array(1024);
  #count = 0;
  #isSorted = true;

  constructor(name: string, most: number) {
    this.#name = name;
    this.#most = most;
  }

  /** @throws {VectorError} `FILE_TOO_LARGE` */
  add(id: number, longitude: number, latitude: number): void {
    const at = this.#count;
    if (at >= this.#most) throw tooMany(this.#name, this.#most);
    if (at === this.#ids.length) this.#grow();
    this.#ids[at] = id;
    this.#longitudes[at] = longitude;
    this.#latitudes[at] = latitude;
    if (at > 0 && id <= this.#ids[at - 1]!) this.#isSorted = false;
    this.#count += 1;
  }

  /** Null for a node that was not added. */
  place(id: number): Position | null {
    if (!this.#isSorted) this.#sort();
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ids[middle]! < id) low = middle + 1;
      else high = middle;
    }
    return this.#ids[low] === id && low < this.#count
      ? [this.#longitudes[low]!, this.#latitudes[low]!]
      : null;
  }

  #grow(): void {
    const size = Math.min(this.#ids.length * 2, this.#most);
    const larger = (from: Float64Array) => {
      const to = new Float64Array(size);
      to.set(from);
      return to;
    };
    this.#ids = larger(this.#ids);
    this.#longitudes = larger(this.#longitudes);
    this.#latitudes = larger(this.#latitudes);
  }

  /** Files are sorted as a rule; editors write new nodes with negative ids behind the others. */
  #sort(): void {
    const order = Uint32Array.from({ length: this.#count }, (_, index) => index);
    order.sort((a, b) => this.#ids[a]! - this.#ids[b]!);
    const sorted = (from: Float64Array) => Float64Array.from(order, (index) => from[index]!);
    this.#ids = sorted(this.#ids);
    this.#longitudes = sorted(this.#longitudes);
    this.#latitudes = sorted(this.#latitudes);
    this.#isSorted = true;
    for (let at = 1; at < this.#count; at += 1)
      if (this.#ids[at] === this.#ids[at - 1]) throw twice(this.#name, this.#ids[at]!);
  }
}

function tooMany(name: string, most: number): VectorError {
  return new VectorError("FILE_TOO_LARGE", {
    message: `"${name}" has more than ${most} nodes, the most that are held; cut it: osmium extract -b <box> or osmium tags-filter, or raise mostNodes (24 bytes each)`,
    context: { name, most },
  });
}

function twice(name: string, id: number): VectorError {
  return new VectorError("BROKEN_STRUCTURE", {
    message: `"${name}" holds node ${id} more than once, but one version of each was expected; make a file of one state: osmium time-filter, or osmium merge`,
    context: { name, id },
  });
}
