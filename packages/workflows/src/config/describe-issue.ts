import * as z from "zod";
import { nearestWord } from "./nearest-word.ts";

type JsonSchema = {
  properties?: Record<string, JsonSchema>;
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
  switch (deepest.code) {
    case "unrecognized_keys":
      return describeUnknownKeys(deepest.keys, deepest.path, schema);
    case "invalid_type":
      return `key "${key}" is ${found}, but must be ${withArticle(deepest.expected)}`;
    case "invalid_value":
      return `key "${key}" is ${found}, but must be one of ${deepest.values.map(String).join(", ")}${suggestion(String(valueAt(raw, deepest.path)), deepest.values.map(String))}`;
    case "too_small":
      return `key "${key}" is ${found}, but must be ${deepest.inclusive ? "at least" : "above"} ${deepest.minimum}${entries(deepest.origin)}`;
    case "too_big":
      return `key "${key}" is ${found}, but must be ${deepest.inclusive ? "at most" : "below"} ${deepest.maximum}${entries(deepest.origin)}`;
    case "not_multiple_of":
      return `key "${key}" is ${found}, but must be a multiple of ${deepest.divisor}`;
    case "invalid_union":
      return `key "${key}" is ${found}, but must be one of ${discriminators(deepest).join(", ")}${suggestion(String(valueAt(raw, deepest.path)), discriminators(deepest))}`;
    case "custom":
      return `key "${key}": ${deepest.message}`;
    default:
      return `key "${key}" is ${found}: ${deepest.message.replace(/^Invalid (input|string): /, "")}`;
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
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
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
  schema: z.ZodType,
): string {
  const known = knownKeys(schema, path);
  const prefix = path.length === 0 ? "" : `${path.map(String).join(".")}.`;
  const words = keys.map((key) => `key "${prefix}${key}" is not known${suggestion(key, known)}`);
  const list = known.length > 0 ? `; known here: ${known.join(", ")}` : "";
  return `${words.join("; ")}${list}`;
}

function suggestion(word: string, words: readonly string[]): string {
  const nearest = nearestWord(word, words);
  return nearest === null ? "" : `; did you mean "${nearest}"?`;
}

/** Keys that `schema` knows at `path`. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let nodes = [z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema];
  for (const step of path) nodes = nodes.flatMap(expandUnions).flatMap((node) => childOf(node, String(step)));
  return [...new Set(nodes.flatMap(expandUnions).flatMap((node) => Object.keys(node.properties ?? {})))];
}

function expandUnions(node: JsonSchema): JsonSchema[] {
  return [node, ...(node.anyOf ?? []), ...(node.oneOf ?? [])];
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
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
