/** Options of {@link formatNumber}. */
export interface FormatNumberOptions {
  /** Digits after the point; three significant digits where left out. */
  readonly digits?: number;
  /** Whether positive numbers get a plus sign, as differences do. */
  readonly signed?: boolean;
}

/**
 * A number for people: point as decimal sign in every locale, U+2212 as minus,
 * powers of ten below 0.001 and from 1 000 000, "n/a" for what is not finite.
 *
 * @example
 * ```ts
 * formatNumber(0.12345); // "0.123"
 * formatNumber(4.25, { digits: 1, signed: true }); // "+4.3"
 * ```
 */
export function formatNumber(value: number, options: FormatNumberOptions = {}): string {
  if (!Number.isFinite(value)) return "n/a";
  const text = options.digits === undefined ? significant(Math.abs(value)) : fixed(value, options.digits);
  const isZero = /^[0.]*$/.test(text);
  if (isZero) return text;
  const sign = value < 0 ? "\u2212" : options.signed ? "+" : "";
  return sign + text;
}

function fixed(value: number, digits: number): string {
  return Math.abs(value) >= 1e15 ? Math.abs(value).toExponential(2) : Math.abs(value).toFixed(digits);
}

function significant(value: number): string {
  if (value === 0) return "0";
  if (value < 1e-3 || value >= 1e6) return shortExponential(value.toExponential(2));
  if (value >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

function shortExponential(text: string): string {
  const [mantissa = "", exponent = ""] = text.split("e");
  return `${Number(mantissa)}e${exponent.replace("+", "").replace("-", "\u2212")}`;
}
