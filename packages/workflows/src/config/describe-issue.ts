import * as z from "zod";
import { nearestWord } from "./nearest-word.ts";

type JsonSchema = {
  properties?: Record<string, JsonSchema>;
  const?: unknown;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  items?: JsonSchema;
};
type Issue = z.core.$ZodIssue;

/** One line for one zod issue: the key, what was found, what was expected, the nearest valid word. */
export function describeIssue(issue: Issue, raw: unknown, schema: z.ZodType): string {
  const deepest = deepestIssue(issue);
  const key = deepest.path.map(String).join(".");
  const found = describeValue(valueAt(raw, deepest.path));
  return key === ""
    ? describeAt("it", deepest, found, raw, schema)
    : describeAt(`key "${key}"`, deepest, found, raw, schema);
}

function describeAt(place: string, deepest: Issue, found: string, raw: unknown, schema: z.ZodType): string {
  switch (deepest.code) {
    case "unrecognized_keys":
      return describeUnknownKeys(deepest.keys, deepest.path, raw, schema);
    case "invalid_type":
      return `${place} is ${found}, but must be ${typeof valueAt(raw, deepest.path) === "number" && deepest.expected === "number" ? "a finite number" : withArticle(deepest.expected)}`;
    case "invalid_value":
      return `${place} is ${found}, but must be one of ${deepest.values.map(String).join(", ")}${suggestion(String(valueAt(raw, deepest.path)), deepest.values.map(String))}`;
    case "too_small":
      return `${place} is ${found}, but must be ${deepest.inclusive ? "at least" : "above"} ${deepest.minimum}${entries(deepest.origin)}`;
    case "too_big":
      return `${place} is ${found}, but must be ${deepest.inclusive ? "at most" : "below"} ${deepest.maximum}${entries(deepest.origin)}`;
    case "not_multiple_of":
      return `${place} is ${found}, but must be a multiple of ${deepest.divisor}`;
    case "invalid_union":
      if (isWorded(deepest)) return `${place} is ${found}, but must be ${deepest.message}`;
      return `${place} is ${found}, but must be one of ${discriminators(deepest).join(", ")}${suggestion(String(valueAt(raw, deepest.path)), discriminators(deepest))}`;
    case "invalid_key":
      return `${place}: the name ${JSON.stringify(deepest.path.at(-1))} must be ${deepest.issues[0]?.message ?? "another"}`;
    case "invalid_format":
      return `${place} is ${found}, but must be ${deepest.message}`;
    case "custom":
      return `${place}: ${deepest.message}`;
    default:
      return `${place} is ${found}: ${deepest.message.replace(/^Invalid (input|string): /, "")}`;
  }
}

/** Values that tell the branches of a union apart; zod lists them in its message only. */
function discriminators({ message }: Issue): string[] {
  return [...message.matchAll(/'([^']+)'/g)].map((match) => match[1]!);
}

function entries(origin: string): string {
  return origin === "array" ? " entries long" : origin === "string" ? " characters long" : "";
}

function withArticle(type: string): string {
  const word = type === "int" ? "whole number" : type === "record" ? "object" : type;
  return `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
}

/** A union reports one list of issues per branch: take the branch that came furthest. */
function deepestIssue(issue: Issue): Issue {
  if (issue.code !== "invalid_union" || issue.errors.length === 0 || isWorded(issue)) return issue;
  const nested = issue.errors
    .flat()
    .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue);
  const depth = Math.max(...nested.map(({ path }) => path.length));
  const furthest = nested.filter(({ path }) => path.length === depth);
  const chosen = furthest[0];
  return chosen === undefined ? issue : deepestIssue(chosen);
}

function describeUnknownKeys(
  keys: readonly string[],
  path: readonly PropertyKey[],
  raw: unknown,
  schema: z.ZodType,
): string {
  const known = knownKeys(schema, path, raw);
  const prefix = path.length === 0 ? "" : `${path.map(String).join(".")}.`;
  const words = keys.map((key) => `key "${prefix}${key}" is not known${suggestion(key, known)}`);
  const list = known.length > 0 ? `; known here: ${known.join(", ")}` : "";
  return `${words.join("; ")}${list}`;
}

function suggestion(word: string, words: readonly string[]): string {
  const nearest = nearestWord(word, words);
  return nearest === null ? "" : `; did you mean "${nearest}"?`;
}

/** Keys that `schema` knows at `path`; of a union the branches that `raw` can be meant for. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[], raw: unknown): string[] {
  const root = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
  let nodes = [root];
  for (const step of path)
    nodes = nodes.flatMap((node) => branchesOf(node, root)).flatMap((node) => childOf(node, String(step)));
  const branches = nodes.flatMap((node) => branchesOf(node, root));
  const fitting = branches.filter((node) => fits(node, valueAt(raw, path)));
  return [...new Set(fitting.flatMap((node) => Object.keys(node.properties ?? {})))];
}

/** A node, what it refers to, and the branches of its unions. */
function branchesOf(node: JsonSchema, root: JsonSchema): JsonSchema[] {
  const name = node.$ref?.replace("#/$defs/", "");
  const target = name === undefined ? undefined : root.$defs?.[name];
  const below = [...(target === undefined ? [] : [target]), ...(node.anyOf ?? []), ...(node.oneOf ?? [])];
  return [node, ...below.flatMap((branch) => branchesOf(branch, root))];
}

/** False where `value` holds another word than the one a branch is told by. */
function fits({ properties = {} }: JsonSchema, value: unknown): boolean {
  return Object.entries(properties).every(([name, child]) => {
    const found = (value as Record<string, unknown> | undefined)?.[name];
    return child.const === undefined || found === undefined || found === child.const;
  });
}

/** Whether the schema itself says what a union takes; zod's own words say nothing. */
function isWorded({ message }: Issue): boolean {
  return !message.startsWith("Invalid");
}

function childOf(node: JsonSchema, step: string): JsonSchema[] {
  const child = node.properties?.[step] ?? node.items ?? node.additionalProperties;
  return typeof child === "object" ? [child] : [];
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step],
    raw,
  );
}

function describeValue(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
