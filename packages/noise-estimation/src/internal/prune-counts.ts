/**
 * How many pixels to doubt: the calibrated joint `[clean][noisy]` with at least one pixel left in every class, and
 * only `share` of the doubt, in whole numbers, rounded down.
 */
export function pruneCounts(joint: readonly (readonly number[])[], share: number): number[][] {
  const raised = joint.map((row, k) => Math.max(row[k]!, 1));
  const given = raised.map((count, k) => count - joint[k]![k]!);
  const cells = joint.map((_, noisy) => Math.max(1, joint.filter((row) => row[noisy] !== 0).length - 1));
  const kept = joint.map((row, clean) =>
    row.map((count, noisy) => (clean === noisy ? 0 : Math.max(0, count - given[noisy]! / cells[noisy]!))),
  );
  const released = joint.map((_, noisy) =>
    kept.reduce((sum, row) => sum + (row[noisy]! - row[noisy]! * share), 0),
  );
  return kept.map((row, clean) =>
    row.map((count, noisy) =>
      Math.floor(clean === noisy ? raised[clean]! + released[noisy]! : count * share),
    ),
  );
}
