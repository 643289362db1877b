export { isVectorError, VectorError, type VectorErrorCode, type VectorErrorDetails } from "./errors.ts";
export type { Feature, Geometry, Line, Position, Properties } from "./feature.ts";
export { type Burn, type LabelBurner, labelBurner, type RasterizeOptions } from "./label-burner.ts";
export { rasterize } from "./rasterize.ts";
