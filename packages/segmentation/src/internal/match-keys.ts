import { KEY_DIALECTS } from "../key-mapping-table.ts";
import { KEY_PREFIXES } from "../key-prefix-table.ts";

/** By which rule the tensors of a namespace were found. */
export interface KeyRule {
  /** `"encoder"`, or `"decoder and head"`. */
  readonly of: string;
  /** What was taken off the keys, such as `module.encoder_q.`; empty for nothing. */
  readonly prefix: string;
  /** The library whose names were read; `"as it is"` where they are ours. */
  readonly dialect: string;
}

const WORDS: ReadonlySet<string> = new Set(KEY_PREFIXES.map(([word]) => word));

/** A key without the words that wrap a network, and those words. */
function splitPrefix(key: string): { prefix: string; rest: string } {
  const words = key.split(".");
  const first = words.findIndex((word) => !WORDS.has(word));
  const count = first === -1 ? 0 : first;
  const prefix = words
    .slice(0, count)
    .map((word) => `${word}.`)
    .join("");
  return { prefix, rest: words.slice(count).join(".") };
}

/** The keys of a file that hold the wanted tensors, by our name; those that were not found are left out. */
export interface KeyMatch {
  readonly keys: ReadonlyMap<string, string>;
  readonly rules: readonly KeyRule[];
}

/**
 * Finds tensors by name. Encoder on the one hand, decoder and head on the other may be wrapped differently; of every
 * prefix in the file and every dialect, the pair that finds most is taken, the first one where several do.
 */
export function matchKeys(wanted: readonly string[], given: readonly string[]): KeyMatch {
  const isEncoder = (name: string) => name.startsWith("encoder.");
  const found = [
    bestMatch("encoder", wanted.filter(isEncoder), given),
    bestMatch(
      "decoder and head",
      wanted.filter((name) => !isEncoder(name)),
      given,
    ),
  ].filter((match) => match !== null);
  return {
    keys: new Map(found.flatMap(({ keys }) => [...keys])),
    rules: found.map(({ rule }) => rule),
  };
}

interface Candidate {
  readonly keys: ReadonlyMap<string, string>;
  readonly rule: KeyRule;
}

function bestMatch(of: string, wanted: readonly string[], given: readonly string[]): Candidate | null {
  const groups = new Map<string, { key: string; rest: string }[]>();
  for (const key of given) {
    const { prefix, rest } = splitPrefix(key);
    const group = groups.get(prefix);
    if (group === undefined) groups.set(prefix, [{ key, rest }]);
    else group.push({ key, rest });
  }
  let best: Candidate | null = null;
  for (const [prefix, entries] of groups) {
    for (const dialect of DIALECTS) {
      const byName = new Map(entries.map(({ key, rest }) => [renamed(rest, dialect), key]));
      const keys = new Map(
        wanted.flatMap((name) => {
          const key = byName.get(splitPrefix(name).rest);
          return key === undefined ? [] : [[name, key] as const];
        }),
      );
      if (keys.size > (best?.keys.size ?? 0)) best = { keys, rule: { of, prefix, dialect: dialect.name } };
    }
  }
  return best;
}

/** A dialect with its patterns read. */
interface Dialect {
  readonly name: string;
  readonly renames: readonly (readonly [pattern: RegExp, replacement: string])[];
}

const DIALECTS: readonly Dialect[] = KEY_DIALECTS.map(({ name, renames }) => ({
  name,
  renames: renames.map(([pattern, replacement]) => [new RegExp(pattern), replacement] as const),
}));

function renamed(key: string, { renames }: Dialect): string {
  const rename = renames.find(([pattern]) => pattern.test(key));
  return rename === undefined ? key : key.replace(rename[0], rename[1]);
}
