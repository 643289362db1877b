import type { DType } from "../record/value.ts";
import { type Bytes, bytesField, floatField, integerField, joined, textField } from "./protobuf.ts";

/**
 * The operator set the graphs are written in: 17 is read by every ONNX Runtime since 1.12 and has
 * everything that is used. @see {@link https://onnx.ai/onnx/operators/}
 */
export const OPSET = 17;
const IR_VERSION = 8;
/** Element types of ONNX. */
export const ELEMENT_TYPES = { float32: 1, int32: 6, int64: 7, bool: 9 } as const;

/** An attribute of a node: integers, texts, lists of integers, or `{ float }`. */
export type NodeAttribute = number | string | readonly number[] | { readonly float: number };

/** A dimension: a length, or the name of one that may vary. */
export type Dimension = number | string;

/** Nodes and what surrounds them, written in ONNX's protobuf format. */
export class OnnxModel {
  private readonly nodes: Bytes[] = [];
  private readonly initialisers: Bytes[] = [];
  private readonly inputs: Bytes[] = [];
  private readonly outputs: Bytes[] = [];
  private readonly metadata: Bytes[] = [];
  private readonly domains = new Map<string, number>([["", OPSET]]);
  private readonly known = new Map<string, string>();
  private count = 0;

  /** Adds a node and returns the names of its outputs. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, NodeAttribute>>,
    {
      outputs = 1,
      domain = "",
      names,
    }: { outputs?: number; domain?: string; names?: readonly string[] } = {},
  ): string[] {
    const results = names ? [...names] : Array.from({ length: outputs }, () => this.name(operator));
    this.nodes.push(
      joined([
        ...inputs.map((name) => textField(1, name)),
        ...results.map((name) => textField(2, name)),
        textField(3, results[0]!),
        textField(4, operator),
        ...Object.entries(attributes).map(([name, value]) => bytesField(5, attribute(name, value))),
        ...(domain === "" ? [] : [textField(7, domain)]),
      ]),
    );
    if (domain !== "") this.domains.set(domain, 1);
    return results;
  }

  /** Number of nodes so far. */
  get nodeCount(): number {
    return this.nodes.length;
  }

  /** Adds a constant. */
  constant(
    data: Float32Array | Int32Array | Uint8Array | BigInt64Array,
    shape: readonly number[],
    name = this.name("constant"),
  ): string {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.initialisers.push(
      joined([
        ...shape.map((length) => integerField(1, length)),
        integerField(2, elementType(data)),
        textField(8, name),
        bytesField(9, bytes),
      ]),
    );
    return name;
  }

  /** A list of integers as a constant; equal lists are one. */
  integers(values: readonly number[]): string {
    return this.shared(`integers ${values}`, () =>
      this.constant(BigInt64Array.from(values.map(BigInt)), [values.length]),
    );
  }

  /** One float as a constant; equal ones are one. */
  float(value: number): string {
    return this.shared(`float ${value}`, () => this.constant(Float32Array.of(value), []));
  }

  input(name: string, shape: readonly Dimension[], dtype: DType): void {
    this.inputs.push(valueInfo(name, shape, dtype));
  }

  output(name: string, shape: readonly Dimension[], dtype: DType): void {
    this.outputs.push(valueInfo(name, shape, dtype));
  }

  /** Nodes and constants alone: what a graph computes, whatever the sizes of its inputs. */
  body(): Bytes {
    return joined([...this.nodes, ...this.initialisers]);
  }

  /** Adds a text that readers of the file can look up. */
  describe(key: string, value: string): void {
    this.metadata.push(joined([textField(1, key), textField(2, value)]));
  }

  /** The file. */
  bytes({ name = "graph", description = "" }: { name?: string; description?: string } = {}): Bytes {
    const graph = joined([
      ...this.nodes.map((node) => bytesField(1, node)),
      textField(2, name),
      ...(description === "" ? [] : [textField(10, description)]),
      ...this.initialisers.map((tensor) => bytesField(5, tensor)),
      ...this.inputs.map((info) => bytesField(11, info)),
      ...this.outputs.map((info) => bytesField(12, info)),
    ]);
    return joined([
      integerField(1, IR_VERSION),
      textField(2, "undercoat"),
      bytesField(7, graph),
      ...[...this.domains].map(([domain, version]) =>
        bytesField(8, joined([textField(1, domain), integerField(2, version)])),
      ),
      ...this.metadata.map((entry) => bytesField(14, entry)),
    ]);
  }

  private name(stem: string): string {
    this.count += 1;
    return `${stem}_${this.count}`;
  }

  private shared(key: string, make: () => string): string {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const name = make();
    this.known.set(key, name);
    return name;
  }
}

function attribute(name: string, value: NodeAttribute): Bytes {
  const [FLOAT, INTEGER, TEXT, INTEGERS] = [1, 2, 3, 7];
  const typed = (type: number, ...fields: Bytes[]) =>
    joined([textField(1, name), ...fields, integerField(20, type)]);
  if (typeof value === "string") return typed(TEXT, textField(4, value));
  if (typeof value === "number") return typed(INTEGER, integerField(3, value));
  if ("float" in value) return typed(FLOAT, floatField(2, value.float));
  return typed(INTEGERS, ...value.map((each) => integerField(8, each)));
}

function elementType(data: Float32Array | Int32Array | Uint8Array | BigInt64Array): number {
  if (data instanceof Float32Array) return ELEMENT_TYPES.float32;
  if (data instanceof Int32Array) return ELEMENT_TYPES.int32;
  return data instanceof BigInt64Array ? ELEMENT_TYPES.int64 : ELEMENT_TYPES.bool;
}

function valueInfo(name: string, shape: readonly Dimension[], dtype: DType): Bytes {
  const dimensions = shape.map((length) =>
    bytesField(1, typeof length === "number" ? integerField(1, length) : textField(2, length)),
  );
  const tensor = joined([integerField(1, ELEMENT_TYPES[dtype]), bytesField(2, joined(dimensions))]);
  return joined([textField(1, name), bytesField(2, bytesField(1, tensor))]);
}
