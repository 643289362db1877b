/** What becomes of a layer group in training. */
export type GroupPlan = "frozen" | { readonly lrScale: number };

/**
 * Layer group, or prefix such as `"encoder"`, to its plan. Groups that no key names are trained at
 * scale 1; of two keys that fit a group, the longer one counts.
 */
export type FreezePlan = Readonly<Record<string, GroupPlan>>;
