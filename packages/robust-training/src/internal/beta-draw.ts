import type { Rng } from "@undercoat/random";

/**
 * A number from Beta(alpha, alpha), by Jöhnk's rejection; few draws for an alpha up to 4.
 *
 * @see {@link https://doi.org/10.1007/BF02613934 | Jöhnk, Metrika 1964}
 */
export function betaDraw(alpha: number, rng: Rng): number {
  for (;;) {
    const first = rng.next() ** (1 / alpha);
    const second = rng.next() ** (1 / alpha);
    const sum = first + second;
    if (sum > 0 && sum <= 1) return first / sum;
  }
}
