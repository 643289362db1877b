/** What a rule can come to. It never says that something is legal. */
export type Outcome = "fine" | "to do" | "conflict" | "ask a lawyer";

/** A rule in words. */
export interface RuleFacts {
  readonly id: RuleId;
  readonly title: string;
  /** Why it matters. */
  readonly why: string;
  /** Who can answer, and what. */
  readonly who: string;
  readonly question: string;
}

/** Ids of the rules. */
export type RuleId =
  | "input-changed"
  | "no-licence"
  | "unknown-licence"
  | "licence-unclear"
  | "attribution-owed"
  | "share-alike"
  | "odbl-derivative"
  | "non-commercial"
  | "no-derivatives"
  | "licences-collide"
  | "imagery-terms"
  | "fine-resolution"
  | "labels-older"
  | "changes-often"
  | "mixed-crs"
  | "mixed-epoch"
  | "machine-made-labels"
  | "open-points";

const PUBLISHER = "whoever publishes the data";
const OWNER = "whoever is responsible for the project";

/** Every rule, in the order of a checklist: first what may stop the work. */
export const RULES: readonly RuleFacts[] = [
  {
    id: "input-changed",
    title: "Inputs are those of the run",
    why: "A result belongs to the bytes that it was made of; with other bytes, nobody can repeat or judge it.",
    who: "whoever keeps the data",
    question: "Which version of the file is right, and why did it change?",
  },
  {
    id: "no-licence",
    title: "Every source has a licence",
    why: "Without a licence all rights are reserved: that a file can be downloaded allows nothing.",
    who: PUBLISHER,
    question: "Under which licence may we use, change and pass on these data?",
  },
  {
    id: "unknown-licence",
    title: "Every licence was read",
    why: "What a licence asks for stands in its text; a name that resembles another proves nothing.",
    who: OWNER,
    question: "Where is the text of this licence, and what does it ask of us?",
  },
  {
    id: "licence-unclear",
    title: "Licences are stated, not inferred",
    why: "A licence that is usual for a place need not be that of every file there.",
    who: PUBLISHER,
    question: "Which licence does the record of each file state?",
  },
  {
    id: "attribution-owed",
    title: "Those to be named are named",
    why: "Most open licences are lost where the makers are not named as they ask.",
    who: PUBLISHER,
    question: "Which line is to be shown, and where?",
  },
  {
    id: "share-alike",
    title: "Share-alike is kept",
    why: "What is made from such data may have to be given away under the same licence.",
    who: OWNER,
    question: "What do we give away, and may it carry the licence that is asked for?",
  },
  {
    id: "odbl-derivative",
    title: "ODbL: produced work or derivative database",
    why: "Share-alike reaches a derivative database, and not a produced work; for models and for maps made by models this is disputed.",
    who: "a lawyer",
    question: "Are the model, and the maps made by it, produced works or derivative databases?",
  },
  {
    id: "non-commercial",
    title: "Non-commercial data serve no trade",
    why: "A use directed towards commercial advantage is not covered by such a licence.",
    who: OWNER,
    question: "Is any use of the model or its maps directed towards commercial advantage?",
  },
  {
    id: "no-derivatives",
    title: "No shared derivatives where none are allowed",
    why: "Label maps, resampled images and perhaps the model are adapted material, which may not be shared.",
    who: "a lawyer",
    question: "What of our results counts as adapted material?",
  },
  {
    id: "licences-collide",
    title: "Licences fit together",
    why: "One result cannot obey two licences that each ask for themselves, or one that frees what the other forbids.",
    who: "a lawyer",
    question: "Which result mixes these sources, and can it be split?",
  },
  {
    id: "imagery-terms",
    title: "Labels may be derived from their imagery",
    why: "Providers of imagery often rule over what is traced from it, whatever the licence of the labels says.",
    who: "the provider of the imagery",
    question: "Do your terms allow labels to be traced from this imagery, and models to be trained on them?",
  },
  {
    id: "fine-resolution",
    title: "Fine imagery: people and protected sites",
    why: "Below half a metre, images can show what makes a person, a car or a yard recognisable; some countries also restrict images of military sites.",
    who: "the data protection officer, and the authority of the country that is shown",
    question: "Are people, their belongings or protected sites recognisable, and what follows from it?",
  },
  {
    id: "labels-older",
    title: "Labels are as new as the images",
    why: "What was built or felled in between makes labels wrong where they were right.",
    who: "whoever collected the data",
    question: "When were images taken and labels drawn?",
  },
  {
    id: "changes-often",
    title: "Sources that change are dated",
    why: "Of a source that changes daily, only the day of the extract tells what was used.",
    who: "whoever extracted the data",
    question: "On which day was the extract made?",
  },
  {
    id: "mixed-crs",
    title: "One CRS",
    why: "Files in different CRS have to be brought together, and a wrong datum moves labels by metres.",
    who: "whoever prepared the data",
    question: "How were the files brought onto one grid, and was the shift checked?",
  },
  {
    id: "mixed-epoch",
    title: "Images of one epoch",
    why: "A model takes the season, the sensor and the year for what it should learn.",
    who: "whoever collected the data",
    question: "Is the mix of dates wanted, and is every date in every part of the split?",
  },
  {
    id: "machine-made-labels",
    title: "Machine-made labels are called that",
    why: "Labels of a machine or a simulation taken for drawn ones make results look better than they are.",
    who: "whoever made the labels",
    question: "How did the labels come about?",
  },
  {
    id: "open-points",
    title: "Nothing is left open",
    why: "Somebody wrote down a question and nobody has answered it.",
    who: OWNER,
    question: "Who answers it, and by when?",
  },
];
