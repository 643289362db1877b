/** A mean over the classes that occur, with the names of those that do not. */
export interface ClassMean {
  /** Null where no class occurs. */
  readonly value: number | null;
  /** Classes in neither map; they are not part of the mean. */
  readonly absentClasses: readonly string[];
}
