import {
  type FunctionSource,
  get,
  set,
  vAdd,
  vAnd,
  vAndNot,
  vAtMost,
  vEqual,
  vFloat,
  vMax,
  vMul,
  vOr,
  vPseudoMax,
  vPseudoMin,
  vSub,
  zero,
} from "@undercoat/wasm-assembler";
import { perChannel } from "./per-channel.ts";
import { strided } from "./strided.ts";

/** Kernels without reductions, value by value. */
export function elementKernels(): FunctionSource[] {
  return [
    strided("copy", ["x", "y"], (at) => at.write("y", at.read("x"))),
    strided("relu", ["x", "y"], (at) => at.write("y", vPseudoMax(at.read("x"), zero))),
    strided("reluGradient", ["dy", "y", "dx"], (at) =>
      at.write("dx", vAndNot(at.read("dy"), vAtMost(at.read("y"), zero))),
    ),
    strided("relu6", ["x", "y"], (at) =>
      at.write("y", vPseudoMin(vPseudoMax(at.read("x"), zero), vFloat(6))),
    ),
    strided("relu6Gradient", ["dy", "y", "dx"], (at) => {
      const positive = vAndNot(at.read("dy"), vAtMost(at.read("y"), zero));
      return at.write("dx", vAndNot(positive, vAtMost(vFloat(6), at.read("y"))));
    }),
    strided("maxInto", ["x", "y"], (at) => at.write("y", vMax(at.read("y"), at.read("x")))),
    strided("maxGradient", ["x", "y", "dy", "dx", "taken"], (at) => [
      ...set(at.kept, vAndNot(vEqual(at.read("x"), at.read("y")), at.read("taken"))), // the first maximum wins
      ...at.write("dx", vAdd(at.read("dx"), vAnd(at.read("dy"), get(at.kept)))),
      ...at.write("taken", vOr(at.read("taken"), get(at.kept))),
    ]),
    strided("spread", ["x", "y0", "y1", "y2", "y3"], (at) => [
      ...set(at.kept, at.read("x")),
      ...(["y0", "y1", "y2", "y3"] as const).flatMap((y) => at.write(y, get(at.kept))),
    ]),
    strided("gather", ["y0", "y1", "y2", "y3", "x"], (at) =>
      at.write("x", vAdd(vAdd(at.read("y0"), at.read("y1")), vAdd(at.read("y2"), at.read("y3")))),
    ),
  ];
}

/** The passes of batch normalisation. */
export function channelKernels(): FunctionSource[] {
  return [
    perChannel("columnSums", { streams: ["x"], constants: [], sums: ["sum"] }, (at) =>
      at.include("sum", at.read("x"), vAdd),
    ),
    perChannel("moments", { streams: ["x"], constants: ["origin"], sums: ["sum", "squares"] }, (at) => [
      ...set(at.kept, vSub(at.read("x"), at.constant("origin"))),
      ...at.include("sum", get(at.kept), vAdd),
      ...at.include("squares", vMul(get(at.kept), get(at.kept)), vAdd),
    ]),
    perChannel("normalise", { streams: ["x", "y"], constants: ["mean", "scale", "shift"], sums: [] }, (at) =>
      at.write(
        "y",
        vAdd(vMul(vSub(at.read("x"), at.constant("mean")), at.constant("scale")), at.constant("shift")),
      ),
    ),
    perChannel(
      "gradientSums",
      { streams: ["dy", "x"], constants: ["mean"], sums: ["sum", "products"] },
      (at) => [
        ...set(at.kept, at.read("dy")),
        ...at.include("sum", get(at.kept), vAdd),
        ...at.include("products", vMul(get(at.kept), vSub(at.read("x"), at.constant("mean"))), vAdd),
      ],
    ),
    perChannel(
      "normaliseGradient",
      { streams: ["dy", "x", "dx"], constants: ["mean", "factor", "slope", "shift"], sums: [] },
      (at) =>
        at.write(
          "dx",
          vAdd(
            vAdd(
              vMul(at.read("dy"), at.constant("factor")),
              vMul(vSub(at.read("x"), at.constant("mean")), at.constant("slope")),
            ),
            at.constant("shift"),
          ),
        ),
    ),
  ];
}
