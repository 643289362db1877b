/** The source without comments, lines kept; strings stay. */
export function withoutComments(source: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, "");
  return source.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(^|[\s;,({}])\/\/[^\n]*/gm, "$1");
}

/** The source without comments and without the text of strings: identifiers and operators. */
export function identifiersOnly(source: string): string {
  return withoutComments(source).replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""');
}

/** Every module specifier that a source imports or re-exports; `values` leaves out `import type`. */
export function importsOf(source: string, { values = false } = {}): string[] {
  const text = withoutComments(source);
  const statements = /^(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm;
  const dynamic = /\bimport\(\s*"([^"]+)"/g;
  return [
    ...[...text.matchAll(statements)]
      .filter(([, type]) => !(values && type !== undefined))
      .map(([, , specifier]) => specifier ?? ""),
    ...[...text.matchAll(dynamic)].map(([, specifier]) => specifier ?? ""),
  ];
}

/** A top-level function of a formatted source. */
export interface FunctionSize {
  readonly name: string;
  readonly lines: number;
}

/** Lines of every top-level function: in a formatted source it ends at the next `}` in column 0. */
export function functionSizes(source: string): FunctionSize[] {
  const lines = source.split("\n");
  return lines.flatMap((line, start) => {
    const name = /^(?:export )?(?:async )?function\*? (\w+)/.exec(line)?.[1];
    if (name === undefined) return [];
    return [
      { name, lines: lines.findIndex((end, index) => index >= start && end.startsWith("}")) - start + 1 },
    ];
  });
}
