import { expect, test } from "vitest";
import { source } from "../test/sources.ts";
import { modelCard } from "./model-card.ts";

test("the card says what it is made of and what is open, and no text breaks out of it", () => {
  const card = modelCard({
    name: "<script>alert(1)</script>",
    summary: ["Buildings | from [drones](x)."],
    scores: [{ name: "IoU", value: "0.41 ± 0.02" }],
    classes: ["background", "building"],
    sources: [
      source({ licence: "CC-BY-4.0", licenceBasis: "inferred" }),
      source({ name: "osmlike", role: "labels", method: "simulated" }),
    ],
    limits: [],
    software: { undercoat: "0.1.0" },
  });
  expect(card).toMatchInlineSnapshot(`
    "# &lt;script&gt;alert(1)&lt;/script&gt;

    Buildings \\| from \\[drones\\](x).

    ## Classes

    * background
    * building

    ## Scores

    | score | value |
    | --- | --- |
    | IoU | 0.41 ± 0.02 |

    ## Made of

    | source | role | licence | date | labels made by |
    | --- | --- | --- | --- | --- |
    | imagery | image | CC-BY-4.0 (inferred) | not recorded | – |
    | osmlike | labels | none recorded | not recorded | simulated |

    ## To be shown with it

    No line is recorded.

    ## Labels not drawn by people

    * osmlike

    ## Open points

    * imagery: its licence is inferred

    ## Limits

    None recorded.

    ## Made with

    * undercoat 0.1.0

    "
  `);
});
