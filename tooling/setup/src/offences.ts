import { identifiersOnly, withoutComments } from "./source-text.ts";

type Rule = readonly [pattern: RegExp, advice: string];

/** Searched in the code: neither comments nor the text of strings count. */
const inCode: readonly Rule[] = [
  [/^export \*/m, "export * : list the names"],
  [/\bMath\.random\b/, "Math.random: take an Rng"],
  [/\bnew Error\(/, "new Error: use the package's error class"],
  [/\bconsole\./, "console: libraries never print"],
  [/\bprocess\.(?:stdout|stderr)\b/, "process.stdout: libraries never print"],
  [/[:<,|&]\s*any\b|\bas any\b/, "any: name the type"],
  [/\benum \w+ \{/, "enum: use a union of strings"],
];

/** Searched everywhere but in comments. */
const inStatements: readonly Rule[] = [
  [/(?:from|import) "\.{1,2}\/[^"]*(?<!\.ts)"/, "relative import: end it in .ts"],
  [/@undercoat\/[a-z-]+\/(?:src|dist)\b/, "deep import: use what the package exports"],
];

/** Searched everywhere. */
const inText: readonly Rule[] = [
  [/@ts-(?:ignore|expect-error|nocheck)/, "@ts-ignore: repair the type"],
  [/biome-ignore/, "biome-ignore: repair the code"],
  [/\b(?:TODO|FIXME|XXX)\b/, "TODO: do it, or write it down elsewhere"],
];

/** What a library source does against the house style, in words; empty where nothing. */
export function offences(source: string): string[] {
  const places = [
    [identifiersOnly(source), inCode],
    [withoutComments(source), inStatements],
    [source, inText],
  ] as const;
  return places.flatMap(([text, rules]) =>
    rules.filter(([pattern]) => pattern.test(text)).map(([, advice]) => advice),
  );
}
