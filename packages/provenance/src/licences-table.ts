/** What a licence asks for, each with where its text stands. */
export interface LicenceFacts {
  /** SPDX id, or `LicenseRef-…` where SPDX has none. */
  readonly id: string;
  readonly name: string;
  readonly family: "public domain" | "permissive" | "share-alike" | "non-commercial" | "no derivatives";
  readonly attribution: boolean;
  readonly shareAlike: boolean;
  readonly nonCommercial: boolean;
  readonly noDerivatives: boolean;
  /** What the text says, in our words, and where it stands. */
  readonly facts: readonly { readonly fact: string; readonly where: string }[];
}

const LEGAL_CODE = "https://creativecommons.org/licenses";
const free = { attribution: false, shareAlike: false, nonCommercial: false, noDerivatives: false };
const credit = (kind: string) => ({
  fact: "Whoever shares the material names its creator, links the licence and says what was changed (section 3 a 1).",
  where: `${LEGAL_CODE}/${kind}/4.0/legalcode`,
});
const alike = (kind: string) => ({
  fact: "Adapted material is shared under the same terms (section 3 b).",
  where: `${LEGAL_CODE}/${kind}/4.0/legalcode`,
});
const noTrade = (kind: string) => ({
  fact: "Only uses that are not primarily intended for or directed towards commercial advantage or payment (section 1).",
  where: `${LEGAL_CODE}/${kind}/4.0/legalcode`,
});
const noAdapted = (kind: string) => ({
  fact: "Adapted material may not be shared (section 3 a 1).",
  where: `${LEGAL_CODE}/${kind}/4.0/legalcode`,
});

/**
 * Licences and their obligations, taken from copies, quotations and summaries of the texts; not compared with the
 * originals line by line. A licence that is not here is looked up by a person, not guessed.
 */
export const LICENCES: readonly LicenceFacts[] = [
  {
    ...free,
    id: "CC0-1.0",
    name: "Creative Commons Zero 1.0",
    family: "public domain",
    facts: [
      {
        fact: "The author waives all copyright and related rights, as far as the law lets them.",
        where: "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
      },
    ],
  },
  {
    ...free,
    id: "CC-BY-4.0",
    name: "Creative Commons Attribution 4.0",
    family: "permissive",
    attribution: true,
    facts: [credit("by")],
  },
  {
    ...free,
    id: "CC-BY-SA-4.0",
    name: "Creative Commons Attribution-ShareAlike 4.0",
    family: "share-alike",
    attribution: true,
    shareAlike: true,
    facts: [credit("by-sa"), alike("by-sa")],
  },
  {
    ...free,
    id: "CC-BY-NC-4.0",
    name: "Creative Commons Attribution-NonCommercial 4.0",
    family: "non-commercial",
    attribution: true,
    nonCommercial: true,
    facts: [credit("by-nc"), noTrade("by-nc")],
  },
  {
    ...free,
    id: "CC-BY-NC-SA-4.0",
    name: "Creative Commons Attribution-NonCommercial-ShareAlike 4.0",
    family: "non-commercial",
    attribution: true,
    shareAlike: true,
    nonCommercial: true,
    facts: [credit("by-nc-sa"), noTrade("by-nc-sa"), alike("by-nc-sa")],
  },
  {
    ...free,
    id: "CC-BY-NC-ND-4.0",
    name: "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0",
    family: "no derivatives",
    attribution: true,
    nonCommercial: true,
    noDerivatives: true,
    facts: [credit("by-nc-nd"), noTrade("by-nc-nd"), noAdapted("by-nc-nd")],
  },
  {
    ...free,
    id: "ODbL-1.0",
    name: "Open Data Commons Open Database License 1.0",
    family: "share-alike",
    attribution: true,
    shareAlike: true,
    facts: [
      {
        fact: "A produced work that is used in public carries a notice that names the database and its licence (4.3).",
        where: "https://opendatacommons.org/licenses/odbl/1-0/",
      },
      {
        fact: "A derivative database that is used in public stays under this licence (4.4), and it or the way to make it is offered (4.6).",
        where: "https://opendatacommons.org/licenses/odbl/1-0/",
      },
      {
        fact: "Making a produced work does not make a derivative database (4.5 b).",
        where: "https://opendatacommons.org/licenses/odbl/1-0/",
      },
      {
        fact: "Which of the two a result is, is usually but not always obvious; the guideline helps to decide.",
        where: "https://wiki.openstreetmap.org/wiki/Open_Data_License/Produced_Work_-_Guideline",
      },
    ],
  },
  {
    ...free,
    id: "CDLA-Permissive-2.0",
    name: "Community Data License Agreement Permissive 2.0",
    family: "permissive",
    facts: [
      {
        fact: "A recipient may use, modify and share the data (1.1); shared data come with the text of the agreement (2.1); results are free (3.1).",
        where: "https://cdla.dev/permissive-2-0/",
      },
    ],
  },
  {
    ...free,
    id: "LicenseRef-US-Government-Work",
    name: "Work of the United States Government",
    family: "public domain",
    facts: [
      {
        fact: "No copyright in the United States for works of its federal government; other countries may see it otherwise.",
        where: "17 U.S.C. § 105, https://www.law.cornell.edu/uscode/text/17/105",
      },
    ],
  },
];

/** SPDX ids often met with data whose obligations are not in the table above: known by name, to be read by a person. */
export const OTHER_IDS: readonly string[] = [
  "Apache-2.0",
  "CC-BY-1.0",
  "CC-BY-2.0",
  "CC-BY-2.5",
  "CC-BY-3.0",
  "CC-BY-3.0-IGO",
  "CC-BY-NC-3.0",
  "CC-BY-NC-SA-3.0",
  "CC-BY-NC-SA-3.0-IGO",
  "CC-BY-ND-4.0",
  "CC-BY-SA-2.0",
  "CC-BY-SA-3.0",
  "CC-PDDC",
  "CC-PDM-1.0",
  "CDLA-Permissive-1.0",
  "CDLA-Sharing-1.0",
  "DL-DE-BY-2.0",
  "DL-DE-ZERO-2.0",
  "etalab-2.0",
  "MIT",
  "NLOD-1.0",
  "NLOD-2.0",
  "ODC-By-1.0",
  "OGL-Canada-2.0",
  "OGL-UK-3.0",
  "PDDL-1.0",
];
