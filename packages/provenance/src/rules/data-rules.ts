import { findingOf, type Remark, type Rule } from "../finding.ts";
import { changesOften as doesChangeOften, type SourceRecord } from "../source-record.ts";

/** Finest pixel in metres that raises no question: long the limit of commercial satellite images. */
const FINE_METRES = 0.5;
/** Images within so many days count as one epoch. */
const EPOCH_DAYS = 366;
const DAY = 86_400_000;

const remark = ({ name }: SourceRecord, detail: string): Remark => ({ source: name, detail });
/** What is made from other sources here is as old as they are. */
const isOriginal = ({ derivedFrom }: SourceRecord) => derivedFrom.length === 0;

/** Files that are gone or are not what a run read. */
export const inputChanged: Rule = ({ sources }) => {
  const remarks = sources.flatMap((source) =>
    source.files.flatMap(({ file, sha256, recordedSha256 }): Remark[] => {
      if (sha256 === null) return [remark(source, `"${file}" is not there`)];
      if (recordedSha256 === null || recordedSha256 === sha256) return [];
      const was = recordedSha256.slice(0, 12);
      return [
        remark(source, `"${file}" changed since the run: SHA-256 was ${was}…, is ${sha256.slice(0, 12)}…`),
      ];
    }),
  );
  if (remarks.length > 0) return findingOf("input-changed", "conflict", remarks);
  const count = ({ files }: SourceRecord) => {
    const compared = files.filter(({ recordedSha256 }) => recordedSha256 !== null).length;
    return compared === 0
      ? `${files.length} files found`
      : `${compared} of ${files.length} files as the run read them`;
  };
  return findingOf(
    "input-changed",
    "fine",
    sources.map((source) => remark(source, count(source))),
  );
};

/** Pixels in which people or protected sites may be seen. */
export const fineResolution: Rule = ({ sources }) => {
  const images = sources.filter(({ role }) => role === "image");
  const remarks = images.flatMap((source) => {
    const known = source.files.flatMap(({ pixelMetres }) => (pixelMetres === null ? [] : [pixelMetres]));
    const finest = Math.min(...known);
    if (finest < FINE_METRES)
      return [remark(source, `pixels of ${finest.toFixed(2)} m, finer than ${FINE_METRES} m`)];
    return known.length < source.files.length
      ? [remark(source, "the size of its pixels on the ground is not known")]
      : [];
  });
  return remarks.length > 0
    ? findingOf("fine-resolution", "to do", remarks)
    : findingOf(
        "fine-resolution",
        "fine",
        images.map((source) => remark(source, `no pixel finer than ${FINE_METRES} m`)),
      );
};

/** Sources that change, and no day of the extract. */
export const changesOften: Rule = ({ sources }) => {
  const changing = sources.filter((source) => isOriginal(source) && doesChangeOften(source));
  const open = changing.filter(({ date }) => date === null);
  return findingOf(
    "changes-often",
    open.length > 0 ? "to do" : "fine",
    (open.length > 0 ? open : changing).map((source) =>
      remark(
        source,
        source.date === null
          ? "it changes from day to day, and the day of the extract is not recorded"
          : `extract of ${source.date}`,
      ),
    ),
  );
};

/** Several CRS, or none. */
export const mixedCrs: Rule = ({ sources }) => {
  const all = [...new Set(sources.flatMap(({ files }) => files.map(({ crs }) => crs ?? "unknown CRS")))];
  const isOpen = all.length > 1 || all[0] === "unknown CRS";
  return findingOf(
    "mixed-crs",
    isOpen ? "to do" : "fine",
    sources
      .filter(({ files }) => files.length > 0)
      .map((source) =>
        remark(source, [...new Set(source.files.map(({ crs }) => crs ?? "unknown CRS"))].join(", ")),
      ),
  );
};

/** Images of several epochs. */
export const mixedEpoch: Rule = ({ sources }) => {
  const dated = sources.filter(({ role, date }) => role === "image" && date !== null);
  const days = dated.flatMap(({ date }) => rangeOf(date!));
  const isMixed = Math.max(...days) - Math.min(...days) > EPOCH_DAYS * DAY;
  return findingOf(
    "mixed-epoch",
    isMixed ? "to do" : "fine",
    dated.map((source) => remark(source, source.date!)),
  );
};

/** Labels older than their images. */
export const labelsOlder: Rule = ({ sources }) => {
  const images = sources.filter((source) => source.role === "image" && isOriginal(source));
  const labels = sources.filter((source) => source.role === "labels" && isOriginal(source));
  if (images.length === 0 || labels.length === 0) return [];
  const undated = [...images, ...labels].filter(({ date }) => date === null);
  const older = labels.flatMap((source) => {
    const newer = images.filter(({ date }) => isOlder(source.date, date));
    return newer.map((image) => remark(source, `of ${source.date}, but "${image.name}" of ${image.date}`));
  });
  const remarks = [...older, ...undated.map((source) => remark(source, "its date is not recorded"))];
  return remarks.length > 0
    ? findingOf("labels-older", "to do", remarks)
    : findingOf(
        "labels-older",
        "fine",
        labels.map((source) => remark(source, `of ${source.date}`)),
      );
};

/** First and last day of a date or range, in milliseconds. */
function rangeOf(date: string): [number, number] {
  const [from = "", to = from] = date.split("/");
  const [year = 0, month, day] = to.split("-").map(Number);
  const end =
    month === undefined
      ? Date.UTC(year, 11, 31)
      : Date.UTC(year, day === undefined ? month : month - 1, day ?? 0);
  return [Date.parse(from), end];
}

/** Whether all of `labels` lies before the first day of `images`. */
function isOlder(labels: string | null, images: string | null): boolean {
  return labels !== null && images !== null && rangeOf(labels)[1] < rangeOf(images)[0];
}
