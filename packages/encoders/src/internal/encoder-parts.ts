import { input, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Encoder, FeatureInfo, LayerGroup, PartOptions } from "@undercoat/segmentation";
import { GraphBuilder } from "@undercoat/tensor";

/** Collects the groups and features of an encoder while its graph is built, input to output. */
export class EncoderParts {
  readonly image: SymbolicTensor;
  private readonly groups: LayerGroup[] = [];
  private readonly features: FeatureInfo[] = [];
  private readonly outputs: SymbolicTensor[] = [];

  constructor(inChannels: number) {
    this.image = input({ shape: [null, null, inChannels], name: "image" });
  }

  /** Builds a layer group and hands on its output. */
  group(name: string, build: (graph: GraphBuilder) => SymbolicTensor): SymbolicTensor {
    const graph = new GraphBuilder();
    const output = build(graph);
    this.groups.push({ name: `encoder.${name}`, layerNames: graph.layerNames });
    return output;
  }

  /** Makes the output of a layer the next feature. */
  feature(output: SymbolicTensor, channels: number, reduction: number): void {
    this.features.push({ layerName: output.sourceLayer.name, channels, reduction });
    this.outputs.push(output);
  }

  /** The encoder, when all is built. */
  finish(name: string, options: PartOptions & { readonly inChannels: number }): Encoder {
    return {
      kind: "encoder",
      specVersion: 1,
      name,
      options,
      inChannels: options.inChannels,
      features: this.features,
      groups: this.groups,
      network: model({ inputs: this.image, outputs: this.outputs, name: "encoder" }),
    };
  }
}
