/** A unit with the name of the money in place of "money". */
export function withCurrency(unit: string, currency: string): string {
  return unit.replace(/^money/, () => currency);
}
