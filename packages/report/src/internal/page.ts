import { escapeHtml } from "@undercoat/charts";
import { renderSection, type Section } from "./html.ts";
import { PRINT_STYLE, STYLE } from "./style.ts";

const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** What a page is made of. */
export interface PageParts {
  readonly title: string;
  readonly generatedBy: string;
  readonly sections: readonly Section[];
  /** Rules of this page alone. */
  readonly style: string;
}

/** One HTML file: no script, nothing loaded from anywhere, and a content security policy that forbids it. */
export function renderPage({ title, generatedBy, sections, style }: PageParts): string {
  const shown = sections.filter(({ body }) => body.length > 0);
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8" />',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}" />`,
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}\n${style}\n${PRINT_STYLE}</style>`,
    "</head>",
    "<body>",
    '<a class="skip" href="#findings">Skip to the findings</a>',
    renderHeader(title, generatedBy, shown),
    "<main>",
    ...shown.map(renderSection),
    "</main>",
    `<footer><p>Written by ${escapeHtml(generatedBy)}. This file loads nothing from a network.</p></footer>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function renderHeader(title: string, generatedBy: string, sections: readonly Section[]): string {
  const links = sections.map(({ id, heading }) => `<li><a href="#${id}">${escapeHtml(heading)}</a></li>`);
  return [
    "<header>",
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="quiet">${escapeHtml(generatedBy)}</p>`,
    `<nav aria-label="Contents"><ul>${links.join("")}</ul></nav>`,
    "</header>",
  ].join("\n");
}
