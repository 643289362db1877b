import type { LabelMethod } from "../data-description.ts";
import { findingOf, type Remark, type Rule } from "../finding.ts";
import type { SourceRecord } from "../source-record.ts";

const remark = ({ name }: SourceRecord, detail: string): Remark => ({ source: name, detail });
/** Methods that look at an image of somebody. */
const FROM_IMAGES: readonly LabelMethod[] = ["hand-traced", "machine-made"];
const MACHINES: readonly LabelMethod[] = ["machine-made", "simulated", "rule-made"];

/** Terms of the imagery that labels were drawn from. */
export const imageryTerms: Rule = ({ sources }) => {
  const drawn = sources.filter(
    ({ role, method }) => role === "labels" && method !== null && FROM_IMAGES.includes(method),
  );
  const open = drawn.filter(({ tracingTerms }) => tracingTerms === null);
  return open.length > 0
    ? findingOf(
        "imagery-terms",
        "to do",
        open.map((source) =>
          remark(
            source,
            source.tracedFrom === null
              ? "it is not recorded from which imagery the labels were drawn"
              : `drawn from "${source.tracedFrom}", and it is not recorded where its terms allow that`,
          ),
        ),
      )
    : findingOf(
        "imagery-terms",
        "fine",
        drawn.map((source) => remark(source, `terms of "${source.tracedFrom}": ${source.tracingTerms}`)),
      );
};

/** Labels whose origin nobody tells. */
export const machineMadeLabels: Rule = ({ sources }) => {
  const labels = sources.filter(({ role }) => role === "labels");
  const open = labels.filter(({ method }) => method === null);
  return open.length > 0
    ? findingOf(
        "machine-made-labels",
        "to do",
        open.map((source) => remark(source, "it is not recorded how the labels came about")),
      )
    : findingOf(
        "machine-made-labels",
        "fine",
        labels.map((source) =>
          remark(
            source,
            MACHINES.includes(source.method!)
              ? `${source.method}: say so wherever they are shown`
              : source.method!,
          ),
        ),
      );
};

/** Questions that a person wrote down. */
export const openPoints: Rule = ({ sources }) =>
  findingOf(
    "open-points",
    "to do",
    sources.flatMap((source) => source.openPoints.map((point) => remark(source, point))),
  );
