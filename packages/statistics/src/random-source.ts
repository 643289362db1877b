/** Random integers; an `Rng` of `@undercoat/random` fits. */
export interface RandomSource {
  /** The next integer in 0 … n − 1. */
  int(n: number): number;
}
