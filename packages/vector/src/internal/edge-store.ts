/** Edges of pixels' outlines, in lists; what is given back is used again. */
export interface EdgeStore {
  /** A new edge from one corner to another. */
  add(x0: number, y0: number, x1: number, y1: number): number;
  /** Moves the beginning, or the end, of a vertical edge down. */
  lowerStart(edge: number, y: number): void;
  lowerEnd(edge: number, y: number): void;
  /** The edge behind this one in its list; −1: none. */
  next(edge: number): number;
  link(edge: number, next: number): void;
  /** Corners x0, y0, x1, y1 of all edges of a list, which is given back. */
  take(head: number): Int32Array[];
}

const NUMBERS = 5;

/** An empty store. */
export function edgeStore(): EdgeStore {
  let numbers = new Int32Array(NUMBERS * 1024);
  let [count, free] = [0, -1];
  const place = () => {
    if (free >= 0) {
      const edge = free;
      free = numbers[NUMBERS * edge + 4]!;
      return edge;
    }
    if (NUMBERS * (count + 1) > numbers.length) {
      const larger = new Int32Array(2 * numbers.length);
      larger.set(numbers);
      numbers = larger;
    }
    count += 1;
    return count - 1;
  };
  return {
    add: (x0, y0, x1, y1) => {
      const edge = place();
      numbers.set([x0, y0, x1, y1, -1], NUMBERS * edge);
      return edge;
    },
    lowerStart: (edge, y) => {
      numbers[NUMBERS * edge + 1] = y;
    },
    lowerEnd: (edge, y) => {
      numbers[NUMBERS * edge + 3] = y;
    },
    next: (edge) => numbers[NUMBERS * edge + 4]!,
    link: (edge, next) => {
      numbers[NUMBERS * edge + 4] = next;
    },
    take: (head) => {
      const edges: Int32Array[] = [];
      for (let edge = head; edge >= 0; ) {
        edges.push(numbers.slice(NUMBERS * edge, NUMBERS * edge + 4));
        const next = numbers[NUMBERS * edge + 4]!;
        numbers[NUMBERS * edge + 4] = free;
        free = edge;
        edge = next;
      }
      return edges;
    },
  };
}
