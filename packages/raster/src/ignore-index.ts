/** Class index of a pixel that takes no part in loss, metric or map. */
export const IGNORE_INDEX = 255;
