import { isLittleEndian } from "./little-endian.ts";

/** SHA-256 of float32 values as little-endian bytes. */
export async function sha256OfFloats(values: Float32Array): Promise<string> {
  if (isLittleEndian)
    return sha256OfBytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setFloat32(index * 4, value, true);
  });
  return sha256OfBytes(bytes);
}

/** SHA-256 of bytes, 64 lower-case hexadecimal digits. */
export async function sha256OfBytes(bytes: Uint8Array): Promise<string> {
  const given = bytes as Uint8Array<ArrayBuffer>;
  const digest = new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", given));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
