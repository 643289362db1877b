/**
 * Schemas of this package, without TensorFlow.js.
 *
 * @packageDocumentation
 */
export {
  Acceptance,
  DataDescription,
  IntendedUse,
  LabelMethod,
  SourceDescription,
} from "./data-description.ts";
