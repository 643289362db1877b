import type { Batch } from "../../batch-source.ts";

/** A recipe as it crosses to a thread. */
export interface PlainRecipe {
  readonly module: string;
  readonly name: string;
  readonly arguments: readonly unknown[];
}

/** "Make batch `number`"; `id` tells requests apart. */
export interface Request {
  readonly id: number;
  readonly number: number;
}

/** What a thread answers. */
export type Reply =
  | { readonly id: number; readonly batch: Batch }
  | { readonly id: number; readonly problem: Problem };

/** An error that crossed from a thread. */
export interface Problem {
  readonly name: string;
  readonly code: string | null;
  readonly message: string;
}

/** An error in the form that crosses. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof Error)) return { name: "Error", code: null, message: String(error) };
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  return { name: error.name, code, message: error.message };
}
