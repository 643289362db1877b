/**
 * Turns interleaved CMYK of 8 bits into RGBA in place, as libtiff does: each colour is dimmed by black, no ink
 * profile is applied, and alpha is 255.
 */
export function cmykToRgbaInto(block: Uint8Array): void {
  for (let at = 0; at + 3 < block.length; at += 4) {
    const light = 255 - block[at + 3]!;
    for (let ink = at; ink < at + 3; ink++) block[ink] = Math.floor((light * (255 - block[ink]!)) / 255);
    block[at + 3] = 255;
  }
}
