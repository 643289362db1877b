import { isTorchParameter } from "./internal/is-torch-parameter.ts";
import type { ModelLicence, SegmentationModel } from "./model.ts";

/**
 * What a model is, as a page for people (Markdown): parts, bands, normalisation, classes, size rule, licences and how
 * to open its files. What the model itself does not know, such as the data and the scores, is listed as not stated.
 *
 * @see {@link https://arxiv.org/abs/1810.03993 | Mitchell et al., Model Cards for Model Reporting}
 */
export function modelCard(model: SegmentationModel): string {
  const { encoder, decoder, scheme, bands, normalisation, licences } = model;
  const parameters = model.parameters().filter(isTorchParameter);
  const count = parameters
    .filter(({ trainable }) => trainable)
    .reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0);
  const rows = bands.map(({ name }, index) => {
    const statistics = normalisation && [normalisation.mean[index], normalisation.standardDeviation[index]];
    return `| ${index + 1} | ${cell(name)} | ${statistics?.[0] ?? "not stated"} | ${statistics?.[1] ?? "not stated"} |`;
  });
  return `# Segmentation model: ${encoder.name} encoder, ${decoder.name} decoder

| | |
|---|---|
| encoder | ${encoder.name}, ${options(encoder.options)} |
| decoder | ${decoder.name}, ${options(decoder.options)} |
| parameters | ${count} |
| height and width of an image | ${decoder.sizeMultiple === 1 ? "any" : `multiples of ${decoder.sizeMultiple}`} |

## Bands

A sample goes in as (sample − mean) / standard deviation.

| band | name | mean | standard deviation |
|---|---|---|---|
${rows.join("\n")}

## Classes

${scheme.name}, in the order of the logits.

| index | value in files | name |
|---|---|---|
${scheme.classes.map(({ value, name }, index) => `| ${index} | ${value} | ${cell(name)} |`).join("\n")}

## Licences

${licences.length === 0 ? "Not stated: ask before you publish or sell." : licences.map(licenceLine).join("\n")}

## Not stated by these files

Data and labels it was trained on, scores with intervals, who made it, and what it must not be used for.

## Files

* \`model.json\`, \`weights.bin\`: TensorFlow.js layers model; \`registerLayers()\` of \`@undercoat/tensor\`, then \`loadLayersModel\`
* \`undercoat.json\`: all of the above for programs; \`loadModel\` of \`@undercoat/segmentation/node\`
* \`weights.safetensors\`: the same weights with the names and shapes of segmentation_models.pytorch
`;
}

function licenceLine({ of, licence, attribution }: ModelLicence): string {
  return `* ${cell(of)}: ${licence === null ? "not stated" : cell(licence)}${attribution === null ? "" : ` (${cell(attribution)})`}`;
}

function options(values: Readonly<Record<string, unknown>>): string {
  return cell(
    Object.entries(values)
      .map(([key, value]) => `${key} ${JSON.stringify(value)}`)
      .join(", "),
  );
}

/** A text from outside in one cell: no line breaks, no bars. */
function cell(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|");
}
