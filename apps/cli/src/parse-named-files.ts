/** For commander: a file, or `name=file`, one after another; a file without a name is called "other". */
export function namedFiles(
  text: string,
  all: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const at = text.indexOf("=");
  return at < 1 ? { ...all, other: text } : { ...all, [text.slice(0, at)]: text.slice(at + 1) };
}
