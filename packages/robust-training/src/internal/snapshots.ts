import type { Weights } from "./teacher.ts";

/** What a training was at the end of an epoch. */
export interface Snapshot {
  readonly epoch: number;
  readonly student: Weights;
  readonly teacher: Weights;
}

/** At most `limit` earlier states; when there are more, every other one goes, and fewer are taken from then on. */
export class Snapshots {
  list: Snapshot[] = [];
  /** Epochs between two that are taken. */
  stride = 1;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Whether the state of this epoch is to be taken. */
  wants(epoch: number): boolean {
    return this.limit > 0 && epoch % this.stride === 0;
  }

  /** Takes a state. */
  take(snapshot: Snapshot): void {
    this.list.push(snapshot);
    while (this.list.length > this.limit) {
      this.stride *= 2;
      this.list = this.list.filter(({ epoch }) => epoch % this.stride === 0);
    }
  }

  /** The last state at or before an epoch; `null` where there is none. */
  before(epoch: number): Snapshot | null {
    return this.list.findLast((snapshot) => snapshot.epoch <= epoch) ?? null;
  }
}
