import { PbfWriter } from "pbf";
import type { DType } from "../record/value.ts";

/**
 * The operator set the graphs are written in: 17 is read by every ONNX Runtime since 1.12 and has
 * everything that is used. @see {@link https://onnx.ai/onnx/operators/}
 */
export const OPSET = 17;
const IR_VERSION = 8;
/** Bytes of a field beside its content, at most. */
const FIELD_ROOM = 16;
/** Element types of ONNX. */
export const ELEMENT_TYPES = { float32: 1, int32: 6, int64: 7, bool: 9 } as const;

/** An attribute of a node: integers, texts, lists of integers, or `{ float }`. */
export type NodeAttribute = number | string | readonly number[] | { readonly float: number };

/** A dimension: a length, or the name of one that may vary. */
export type Dimension = number | string;

/** Nodes and what surrounds them, written in ONNX's protobuf format. */
export class OnnxModel {
  private readonly nodes: Uint8Array[] = [];
  private readonly initialisers: Uint8Array[] = [];
  private readonly inputs: ArrayInfo[] = [];
  private readonly outputs: ArrayInfo[] = [];
  private readonly metadata: (readonly [key: string, value: string])[] = [];
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
    const node = new PbfWriter();
    for (const name of inputs) node.writeStringField(1, name);
    for (const name of results) node.writeStringField(2, name);
    node.writeStringField(3, results[0]!);
    node.writeStringField(4, operator);
    for (const entry of Object.entries(attributes)) node.writeMessage(5, writeAttribute, entry);
    if (domain !== "") node.writeStringField(7, domain);
    this.nodes.push(node.finish());
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
    const room = bytes.length + FIELD_ROOM * (shape.length + 3) + 4 * name.length; // weights are not copied twice
    const tensor = new PbfWriter(new Uint8Array(room));
    for (const length of shape) tensor.writeVarintField(1, length);
    tensor.writeVarintField(2, elementType(data));
    tensor.writeStringField(8, name);
    tensor.writeBytesField(9, bytes);
    this.initialisers.push(tensor.finish());
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
    this.inputs.push({ name, shape, dtype });
  }

  output(name: string, shape: readonly Dimension[], dtype: DType): void {
    this.outputs.push({ name, shape, dtype });
  }

  /** Nodes and constants alone: what a graph computes, whatever the sizes of its inputs. */
  body(): Uint8Array {
    return Buffer.concat([...this.nodes, ...this.initialisers]);
  }

  /** Adds a text that readers of the file can look up. */
  describe(key: string, value: string): void {
    this.metadata.push([key, value]);
  }

  /** The file. */
  bytes({ name = "graph", description = "" }: { name?: string; description?: string } = {}): Uint8Array {
    const large = [...this.nodes, ...this.initialisers];
    const room = large.reduce((sum, { length }) => sum + length + FIELD_ROOM, 2 ** 16);
    const file = new PbfWriter(new Uint8Array(room));
    file.writeVarintField(1, IR_VERSION);
    file.writeStringField(2, "undercoat");
    file.writeMessage(7, (about, graph) => this.writeGraph(about, graph), { name, description });
    for (const [domain, version] of this.domains) file.writeMessage(8, writeDomain, { domain, version });
    for (const entry of this.metadata) file.writeMessage(14, writeText, entry);
    return file.finish();
  }

  private writeGraph({ name, description }: { name: string; description: string }, graph: PbfWriter): void {
    for (const node of this.nodes) graph.writeBytesField(1, node);
    graph.writeStringField(2, name);
    if (description !== "") graph.writeStringField(10, description);
    for (const tensor of this.initialisers) graph.writeBytesField(5, tensor);
    for (const info of this.inputs) graph.writeMessage(11, writeArrayInfo, info);
    for (const info of this.outputs) graph.writeMessage(12, writeArrayInfo, info);
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

/** Name, shape and type of an input or output. */
interface ArrayInfo {
  readonly name: string;
  readonly shape: readonly Dimension[];
  readonly dtype: DType;
}

function writeText([key, value]: readonly [string, string], pbf: PbfWriter): void {
  pbf.writeStringField(1, key);
  pbf.writeStringField(2, value);
}

function writeDomain({ domain, version }: { domain: string; version: number }, pbf: PbfWriter): void {
  pbf.writeStringField(1, domain);
  pbf.writeVarintField(2, version);
}

function writeAttribute([name, value]: readonly [string, NodeAttribute], pbf: PbfWriter): void {
  const [FLOAT, INTEGER, TEXT, INTEGERS] = [1, 2, 3, 7];
  pbf.writeStringField(1, name);
  if (typeof value === "string") pbf.writeStringField(4, value);
  else if (typeof value === "number") pbf.writeVarintField(3, value);
  else if ("float" in value) pbf.writeFloatField(2, value.float);
  else for (const each of value) pbf.writeVarintField(8, each);
  const other = typeof value === "object" && "float" in value ? FLOAT : INTEGERS;
  pbf.writeVarintField(20, typeof value === "string" ? TEXT : typeof value === "number" ? INTEGER : other);
}

function elementType(data: Float32Array | Int32Array | Uint8Array | BigInt64Array): number {
  if (data instanceof Float32Array) return ELEMENT_TYPES.float32;
  if (data instanceof Int32Array) return ELEMENT_TYPES.int32;
  return data instanceof BigInt64Array ? ELEMENT_TYPES.int64 : ELEMENT_TYPES.bool;
}

function writeArrayInfo({ name, shape, dtype }: ArrayInfo, pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  const writeDimension = (length: Dimension, dimension: PbfWriter) =>
    typeof length === "number"
      ? dimension.writeVarintField(1, length)
      : dimension.writeStringField(2, length);
  const writeShape = (_: unknown, list: PbfWriter) => {
    for (const length of shape) list.writeMessage(1, writeDimension, length);
  };
  const writeTensor = (_: unknown, tensor: PbfWriter) => {
    tensor.writeVarintField(1, ELEMENT_TYPES[dtype]);
    tensor.writeMessage(2, writeShape, null);
  };
  pbf.writeMessage(2, (_: unknown, type: PbfWriter) => type.writeMessage(1, writeTensor, null), null);
}
