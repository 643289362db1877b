import { InvalidArgumentError } from "commander";

/** Code or name of a class → what it becomes, or null for pixels that become ignored. */
export type Decisions = Readonly<Record<string, string | null>>;

/** `21=built` and `90=ignore`, one more of several `--decide`. */
export function decision(text: string, before: Decisions = {}): Decisions {
  const at = text.lastIndexOf("=");
  const [name, wanted] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at === -1 || name === "" || wanted === "")
    throw new InvalidArgumentError(`"${text}" is no decision; write <class>=<class>, or <class>=ignore`);
  if (Object.hasOwn(before, name))
    throw new InvalidArgumentError(`class "${name}" is decided twice; keep one decision`);
  return { ...before, [name]: wanted === "ignore" ? null : wanted };
}
