import { MetricsError } from "../errors.ts";

/** Refuses two maps of different length. */
export function assertSamePixels(
  reference: { readonly length: number },
  other: { readonly length: number },
  name: string,
): void {
  if (reference.length === other.length) return;
  throw new MetricsError("SIZE_MISMATCH", {
    message: `reference holds ${reference.length} pixels, but ${name} holds ${other.length}; give the same window of both`,
    context: { reference: reference.length, [name]: other.length },
  });
}
