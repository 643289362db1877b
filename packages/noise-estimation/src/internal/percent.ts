/** A share as percent with one decimal, for messages. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}
