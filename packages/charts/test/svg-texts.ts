import { textWidth } from "../src/internal/text.ts";

/** Box of one text in an SVG, by the estimate that layouts use. */
export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&#39;": "'",
};

/** Boxes of all texts, moved as their groups are. */
export function textBoxes(svg: string): TextBox[] {
  return [...svg.matchAll(/<text x="(\S+)" y="(\S+)"([^>]*)>([^<]*)</g)].map(([, x, y, attributes, raw]) => {
    const text = (raw ?? "").replace(/&(lt|gt|amp|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
    const width = textWidth(text);
    const anchor = /text-anchor="(\w+)"/.exec(attributes ?? "")?.[1];
    const shift = anchor === "middle" ? width / 2 : anchor === "end" ? width : 0;
    const [left, base] = [Number(x) - shift, Number(y)];
    return { text, left, right: left + width, top: base - 11, bottom: base + 3 };
  });
}

/** Pairs of texts that cover each other. */
export function overlaps(boxes: readonly TextBox[]): string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `"${a.text}" and "${b.text}"`),
  );
}

/** Texts that leave the chart; names may be cut, numbers may not. */
export function outside(svg: string): string[] {
  const [, width, height] = /viewBox="0 0 (\S+) (\S+)"/.exec(svg) ?? [];
  return textBoxes(svg)
    .filter(
      ({ left, right, bottom }) =>
        left < -0.5 || right > Number(width) + 0.5 || bottom > Number(height) + 0.5,
    )
    .map(({ text }) => text);
}

/** Tags that are not closed in order; empty for a well-formed document. */
export function unbalanced(svg: string): string[] {
  const open: string[] = [];
  for (const [, close, name, selfClosing] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (close === "/") {
      if (open.pop() !== name) return [`</${name}>`];
    } else if (selfClosing === "") open.push(name ?? "");
  }
  return open;
}
