import { factsOf, findingOf, maybePublished, type Remark, type Rule } from "../finding.ts";
import type { SourceRecord } from "../source-record.ts";

const remark = ({ name }: SourceRecord, detail: string): Remark => ({ source: name, detail });
const isOdbl = (source: SourceRecord) => factsOf(source).some(({ id }) => id === "ODbL-1.0");

/** Whether ODbL is the only share-alike licence of a source: it reaches databases, not produced works. */
const isOdblAlone = (source: SourceRecord) =>
  factsOf(source).every(({ id, shareAlike: isAlike }) => !isAlike || id === "ODbL-1.0");

/** Share-alike of what is given away. */
export const shareAlike: Rule = ({ sources, use }) => {
  const alike = sources.filter((source) => factsOf(source).some(({ shareAlike }) => shareAlike));
  const kinds = (source: SourceRecord) =>
    isOdblAlone(source) ? (["labels"] as const) : (["labels", "images", "maps", "model"] as const);
  const open = alike.filter((source) => maybePublished(use, ...kinds(source)));
  return open.length > 0
    ? findingOf(
        "share-alike",
        "to do",
        open.map((source) =>
          remark(
            source,
            isOdblAlone(source)
              ? `label maps made from it stay under ${source.licence} when they are given away`
              : `adapted material is shared under ${source.licence} alone`,
          ),
        ),
      )
    : findingOf(
        "share-alike",
        "fine",
        alike.map((source) => remark(source, "nothing made from it is given away")),
      );
};

/** Whether ODbL reaches a model and its maps. */
export const odblDerivative: Rule = ({ sources, use }) => {
  const odbl = sources.filter(isOdbl);
  return maybePublished(use, "model", "maps")
    ? findingOf(
        "odbl-derivative",
        "ask a lawyer",
        odbl.map((source) =>
          remark(source, "a model or maps made with it may be produced works or derivative databases"),
        ),
      )
    : findingOf(
        "odbl-derivative",
        "fine",
        odbl.map((source) => remark(source, "neither the model nor its maps are given away")),
      );
};

/** Non-commercial data and what they are used for. */
export const nonCommercial: Rule = ({ sources, use }) => {
  const restricted = sources.filter((source) => factsOf(source).some(({ nonCommercial }) => nonCommercial));
  const [outcome, words] =
    use.commercial === null
      ? ([
          "to do",
          "forbids commercial use, and the description does not say whether the use is commercial",
        ] as const)
      : use.commercial
        ? (["conflict", "forbids commercial use, and the use is commercial"] as const)
        : (["fine", "the use is not commercial"] as const);
  return findingOf(
    "non-commercial",
    outcome,
    restricted.map((source) => remark(source, outcome === "fine" ? words : `${source.licence} ${words}`)),
  );
};

/** Adapted material of data that allow none. */
export const noDerivatives: Rule = ({ sources, use }) => {
  const closed = sources.filter((source) => factsOf(source).some(({ noDerivatives }) => noDerivatives));
  const isShared = maybePublished(use, "model", "maps", "labels", "images");
  return findingOf(
    "no-derivatives",
    isShared ? "ask a lawyer" : "fine",
    closed.map((source) =>
      remark(
        source,
        isShared ? `${source.licence} forbids to share adapted material` : "nothing is given away",
      ),
    ),
  );
};

/** A share-alike licence beside another one, or beside one that forbids what it allows. */
export const licencesCollide: Rule = ({ sources }) => {
  const demandsOf = (source: SourceRecord) =>
    factsOf(source).filter((facts) => facts.shareAlike || facts.nonCommercial || facts.noDerivatives);
  const demanding = sources.filter((source) => demandsOf(source).length > 0);
  const licences = [...new Set(demanding.flatMap(demandsOf).map(({ id }) => id))];
  const hasShareAlike = demanding.flatMap(demandsOf).some((facts) => facts.shareAlike);
  return licences.length > 1 && hasShareAlike
    ? findingOf(
        "licences-collide",
        "conflict",
        demanding.map((source) =>
          remark(source, `${source.licence} does not let one result obey all of ${licences.join(", ")}`),
        ),
      )
    : findingOf(
        "licences-collide",
        "fine",
        sources.map((source) => remark(source, source.licence ?? "no licence recorded")),
      );
};
