import { sha256 } from "@undercoat/files";
import { canonicalJson } from "./internal/canonical-json.ts";

/** Anything that JSON holds. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A piece of work that can be done anywhere, in any order its needs allow. */
export interface JobItem {
  /** Made of `work` and `needs` alone: the same work has the same id everywhere. */
  readonly id: string;
  /** What is to be done. */
  readonly work: Json;
  /** Ids of the items that must be done before. */
  readonly needs: readonly string[];
}

const ID_DIGITS = 20;

/**
 * An item with its id: the SHA-256 of its content, whatever the order of its keys.
 *
 * @example
 * ```ts
 * const pretrain = jobItem({ stage: "pretrain", seed: 0 });
 * const finetune = jobItem({ stage: "finetune", seed: 0, labels: 10 }, [pretrain.id]);
 * ```
 */
export function jobItem(work: Json, needs: readonly string[] = []): JobItem {
  const id = sha256(canonicalJson({ work, needs: needs.toSorted() })).slice(0, ID_DIGITS);
  return Object.freeze({ id, work, needs: Object.freeze(needs.toSorted()) });
}
