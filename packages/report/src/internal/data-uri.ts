import { encodePng } from "../encode-png.ts";
import { ReportError } from "../errors.ts";
import type { ReportImage } from "../report-data.ts";

/** A picture as the address of an `<img>`. @throws {ReportError} `IMAGE_SIZE`, `NOT_A_PNG` */
export function dataUri(image: ReportImage): string {
  const bytes = image instanceof Uint8Array ? checkedPng(image) : encodePng(image);
  return `data:image/png;base64,${Buffer.from(bytes).toString("base64")}`;
}

function checkedPng(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) return bytes;
  throw new ReportError("NOT_A_PNG", {
    message: `picture of ${bytes.length} bytes does not start like a PNG file; give PNG bytes, or { width, height, data } with RGBA samples`,
    context: { bytes: bytes.length },
  });
}
