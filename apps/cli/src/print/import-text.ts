import type { ImportedModel } from "@undercoat/workflows";

/** Names that a line shows of a long list. */
const SHOWN = 5;

/** What an import did, for people. */
export function importText({
  out,
  matched,
  missing,
  unexpected,
  rules,
  adapted,
  drawn,
}: ImportedModel): string {
  const lines = [
    `${out}: ${matched.length} tensors filled, ${drawn} drawn`,
    ...rules.map(
      ({ of, prefix, dialect }) =>
        `${of}: ${prefix === "" ? "no prefix" : `prefix "${prefix}"`}, names ${dialect}`,
    ),
    ...(adapted === null
      ? []
      : [`${adapted.name}: made to fit ${adapted.to} bands instead of ${adapted.from}`]),
    ...(missing.length === 0 ? [] : [`missing in the weights: ${listed(missing)}`]),
    ...(unexpected.length === 0 ? [] : [`left over in the weights: ${listed(unexpected)}`]),
  ];
  return lines.join("\n");
}

function listed(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return names.slice(0, SHOWN).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
