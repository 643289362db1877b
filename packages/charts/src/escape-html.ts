const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Text that stands for itself between tags and inside quoted attributes of HTML and SVG.
 * Characters that XML forbids (controls, lone surrogates) become U+FFFD.
 *
 * @example
 * ```ts
 * escapeHtml("<b>"); // "&lt;b&gt;"
 * ```
 */
export function escapeHtml(text: string): string {
  return text.replace(SPECIAL, (character) => {
    if ("\t\n\r".includes(character)) return character;
    return ENTITIES[character] ?? "\uFFFD";
  });
}

/** Markup, control characters and halves of a surrogate pair. */
const SPECIAL = /[&<>"'\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;
