/** Size of all chart text in CSS pixels. */
export const FONT_SIZE = 12;

const NARROW = /[iljtfr.,:;'|!()[\]\s/]/;
const WIDE = /[mwMW@%\u2014]/;

/** Upper estimate of the width in pixels, after the wide DejaVu Sans: labels are laid out before a font is known. */
export function textWidth(text: string): number {
  let em = 0;
  for (const character of text) em += characterWidth(character);
  return em * FONT_SIZE;
}

function characterWidth(character: string): number {
  if (character.codePointAt(0)! > 0x2e80) return 1.05;
  if (NARROW.test(character)) return 0.42;
  if (WIDE.test(character)) return 0.98;
  return /[A-Z\u00c0-\u00de]/.test(character) ? 0.74 : 0.64;
}

/** The text, cut with an ellipsis where it is wider than `width` pixels. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join("")}…`) > width) characters.pop();
  return `${characters.join("")}…`;
}

/** The text in at most `limit` lines no wider than `width` pixels; what is left over ends in an ellipsis. */
export function wrapText(text: string, width: number, limit: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || textWidth(longer) <= width || lines.length === limit - 1) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((part) => fitText(part, width));
}
