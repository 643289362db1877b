import { findLicence, type LicenceFinding } from "../find-licence.ts";
import { factsOf, findingOf, type Remark, type Rule } from "../finding.ts";
import type { SourceRecord } from "../source-record.ts";

const remark = ({ name }: SourceRecord, detail: string): Remark => ({ source: name, detail });

/** Sources without a licence. */
export const noLicence: Rule = ({ sources }) => {
  const open = sources.filter(({ licence }) => licence === null);
  return open.length > 0
    ? findingOf(
        "no-licence",
        "to do",
        open.map((source) => remark(source, `no licence is recorded${inWords(source)}`)),
      )
    : findingOf(
        "no-licence",
        "fine",
        sources.map((source) => remark(source, `${source.licence}`)),
      );
};

/** Licences that are no id, or whose text was not read here. */
export const unknownLicence: Rule = ({ sources }) => {
  const remarks = sources.flatMap((source) => {
    if (source.licence === null) return [];
    return complaintsOf(findLicence(source.licence)).map((words) => remark(source, words));
  });
  const known = sources.filter((source) => factsOf(source).length > 0);
  return remarks.length > 0
    ? findingOf("unknown-licence", "to do", remarks)
    : findingOf(
        "unknown-licence",
        "fine",
        known.map((source) =>
          remark(
            source,
            factsOf(source)
              .map(({ name }) => name)
              .join(" and "),
          ),
        ),
      );
};

/** What is not known of a licence, a sentence for each of its parts. */
function complaintsOf(found: LicenceFinding): string[] {
  if (found.kind === "known") return [];
  if (found.kind === "not read")
    return [`${found.id} is known by name, but its text was not read here: read it`];
  if (found.kind === "expression") {
    const choice = found.parts.map(nameOf).join(" or ");
    return [
      ...(found.joined === "or" ? [`leaves a choice, ${choice}: write the one that you take`] : []),
      ...found.parts.flatMap(complaintsOf),
    ];
  }
  const hint =
    found.nearest === null ? "no SPDX id looks like it" : `the nearest SPDX id is ${found.nearest}`;
  const [first, ...others] = found.words.map((word) => `"${word}" is no SPDX id`);
  return [`${first}; ${hint}: read the licence, then write its id`, ...others];
}

function nameOf(found: LicenceFinding): string {
  if (found.kind === "known") return found.facts.id;
  if (found.kind === "not read") return found.id;
  if (found.kind === "unknown") return found.words.join(", ");
  return `(${found.parts.map(nameOf).join(` ${found.joined.toUpperCase()} `)})`;
}

/** Licences that nobody stated. */
export const licenceUnclear: Rule = ({ sources }) => {
  const licensed = sources.filter(({ licence }) => licence !== null);
  const open = licensed.filter(({ licenceBasis }) => licenceBasis !== "stated");
  return open.length > 0
    ? findingOf(
        "licence-unclear",
        "to do",
        open.map((source) =>
          remark(source, `${source.licence} is ${source.licenceBasis}, not stated${inWords(source)}`),
        ),
      )
    : findingOf(
        "licence-unclear",
        "fine",
        licensed.map((source) => remark(source, `stated${inWords(source)}`)),
      );
};

/** Lines to be shown. */
export const attributionOwed: Rule = ({ sources }) => {
  const owing = sources.filter((source) => factsOf(source).some(({ attribution }) => attribution));
  const missing = owing.filter(({ attribution }) => attribution === null);
  return missing.length > 0
    ? findingOf(
        "attribution-owed",
        "to do",
        missing.map((source) =>
          remark(source, `${source.licence} asks for attribution, and no line to show is recorded`),
        ),
      )
    : findingOf(
        "attribution-owed",
        "fine",
        owing.map((source) => remark(source, `show "${source.attribution}" wherever results are shown`)),
      );
};

function inWords({ licenceNote }: SourceRecord): string {
  return licenceNote === null ? "" : `: ${licenceNote}`;
}
