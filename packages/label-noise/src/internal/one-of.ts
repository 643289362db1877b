import type * as z from "zod";

/** A check that exactly one of some keys is given. */
export function oneOf<Key extends string>(keys: readonly Key[]) {
  const last = keys.at(-1);
  const list = keys.length === 2 ? keys.join(" or ") : `${keys.slice(0, -1).join(", ")} or ${last}`;
  return (options: Partial<Readonly<Record<Key, unknown>>>, context: z.core.$RefinementCtx): void => {
    const given = keys.filter((key) => options[key] !== undefined);
    if (given.length === 1) return;
    const found = given.length === 0 ? "none of them is given" : `${given.join(" and ")} are given`;
    context.addIssue({
      code: "custom",
      message: `give ${keys.length === 2 ? "either" : "one of"} ${list}, but ${found}`,
    });
  };
}
