import { WorkflowError } from "../errors.ts";
import { SCHEMA_NAMES, type SchemaName } from "./config-schema.ts";
import { nearestWord } from "./nearest-word.ts";

/**
 * `name` as a schema name.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for any other word, naming the nearest.
 */
export function schemaName(name: string): SchemaName {
  const found = SCHEMA_NAMES.find((known) => known === name);
  if (found !== undefined) return found;
  const nearest = nearestWord(name, SCHEMA_NAMES);
  throw new WorkflowError("CONFIG_VALUE", {
    message: `there is no schema "${name}", expected ${SCHEMA_NAMES.join(", ")}${nearest === null ? "" : `; did you mean "${nearest}"?`}`,
    context: { name },
  });
}
