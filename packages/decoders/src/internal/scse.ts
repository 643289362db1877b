import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import { add, convolution, type GraphBuilder, globalMean, multiply, sigmoid } from "@undercoat/tensor";

/** What the channels are narrowed by before their gates. */
const NARROWING = 16;

/**
 * Concurrent spatial and channel squeeze and excitation: the map times a gate for every channel, plus the map times a
 * gate for every pixel. Layer names are those of smp's `SCSEModule`.
 *
 * @see {@link https://arxiv.org/abs/1803.02579 | Roy et al., MICCAI 2018}
 */
export function addScse(
  graph: GraphBuilder,
  input: SymbolicTensor,
  { path, channels }: { readonly path: string; readonly channels: number },
): SymbolicTensor {
  const convolve = (x: SymbolicTensor, name: string, filters: number) =>
    graph.apply(convolution({ name, filters, kernelSize: 1, useBias: true }), x);
  const gated = (gate: SymbolicTensor, name: string) =>
    graph.apply(multiply({ name: `${path}.${name}` }), [input, gate]);
  const means = graph.apply(globalMean({ name: `${path}.cSE.0` }), input);
  const narrow = convolve(means, `${path}.cSE.1`, Math.max(1, Math.floor(channels / NARROWING)));
  const wide = convolve(graph.relu(narrow, `${path}.cSE.2`), `${path}.cSE.3`, channels);
  const byChannel = gated(graph.apply(sigmoid({ name: `${path}.cSE.4` }), wide), "byChannel");
  const pixels = convolve(input, `${path}.sSE.0`, 1);
  const byPixel = gated(graph.apply(sigmoid({ name: `${path}.sSE.1` }), pixels), "byPixel");
  return graph.apply(add({ name: `${path}.add` }), [byChannel, byPixel]);
}
