/** The first line of what the YAML parser says, without the colon that led to its drawing. */
export function yamlComplaint(error: unknown): string {
  const [line = ""] = String((error as Error).message).split("\n");
  return line.replace(/:$/, "");
}
