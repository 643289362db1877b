/** One element with its attributes. */
export interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Text directly inside. */
  text: string;
}

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9-]*="[^"<]*")*)\s*(\/?)>/y;

/**
 * Elements of a document that closes every tag in order and quotes every attribute.
 * Stricter than HTML asks for, so that a piece of text that became markup cannot pass.
 */
export function parseHtml(html: string): { elements: HtmlElement[]; problem: string | null } {
  const elements: HtmlElement[] = [];
  const open: HtmlElement[] = [];
  let at = html.indexOf("<html");
  while (at < html.length) {
    const next = html.indexOf("<", at);
    if (next === -1) break;
    const inside = open.at(-1);
    if (inside) inside.text += html.slice(at, next);
    TAG.lastIndex = next;
    const match = TAG.exec(html);
    if (match === null) return { elements, problem: `not a tag: ${html.slice(next, next + 60)}` };
    const [tag, close, name = "", attributes = "", selfClosing] = match;
    at = next + tag.length;
    if (close === "/") {
      const last = open.pop();
      if (last?.name !== name) return { elements, problem: `</${name}> closes <${last?.name}>` };
    } else {
      const element = { name, attributes: parseAttributes(attributes), text: "" };
      elements.push(element);
      if (selfClosing === "") open.push(element);
    }
  }
  return { elements, problem: open.length === 0 ? null : `<${open.at(-1)?.name}> is not closed` };
}

function parseAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([a-zA-Z][a-zA-Z0-9-]*)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
}
