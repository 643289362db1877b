import { GraphError } from "../errors.ts";
import { LOWER_RULES } from "../kernels/kernels.ts";
import { typedArray } from "../record/recorder.ts";
import type { ConstantData, DType, Value } from "../record/value.ts";
import { broadcastShape, range, sameNumbers, sizeOf } from "../shapes.ts";
import type { NodeAttribute, OnnxModel } from "../write/onnx-model.ts";
import { inMemory, inverse, longAxes, NCHW, type Order, permuted, plainOrder, samePlaces } from "./layout.ts";
import type { Liveness } from "./liveness.ts";

/** A value in the graph: the name of an ONNX value, and how TensorFlow.js's axes lie in it. */
export interface Lowered {
  readonly name: string;
  /** TensorFlow.js's shape. */
  readonly shape: readonly number[];
  readonly order: Order;
  readonly dtype: DType;
}

/** What {@link Lowering} may be told. */
export interface LoweringOptions {
  /** For files that others read. */
  readonly portable?: boolean;
  /** Names of constants. */
  readonly names?: ReadonlyMap<Value, string>;
}

type NodeAttributes = Readonly<Record<string, NodeAttribute>>;

/**
 * Turns values into nodes, each once, each in the layout its operation works best in; a value is
 * transposed only where an operation needs another layout than it has.
 */
export class Lowering {
  readonly model: OnnxModel;
  /** Only what every runtime knows, and no constant that depends on an image's size where that can be avoided. */
  readonly portable: boolean;
  private readonly names: ReadonlyMap<Value, string>;
  private readonly usersOf: Liveness["users"];
  private readonly done = new Map<Value, Lowered>();
  private readonly reordered = new Map<string, string>();
  private readonly extra = new Map<string, string>();
  private readonly named = new Set<string>();

  constructor(
    model: OnnxModel,
    { users }: Pick<Liveness, "users">,
    { portable = false, names = new Map() }: LoweringOptions = {},
  ) {
    this.model = model;
    this.usersOf = users;
    this.portable = portable;
    this.names = names;
  }

  /** Says where a value is to be found, such as an input of the graph. */
  bind(value: Value, lowered: Lowered): void {
    this.done.set(value, lowered);
  }

  /** The value, in the layout it was computed in. */
  of(value: Value): Lowered {
    const known = this.done.get(value);
    if (known) return known;
    if (value.op === "Expand") return this.materialised(value, null);
    if (value.data !== null) return this.constant(value, plainOrder(value.shape.length));
    const rule = LOWER_RULES[value.op];
    if (!rule) {
      throw new GraphError("KERNEL_UNSUPPORTED", {
        message: `operation "${value.op}" has no ONNX form; run the step uncompiled`,
        context: { kernel: value.op },
      });
    }
    const lowered = rule(value, this);
    this.done.set(value, lowered);
    return lowered;
  }

  /** The value with its axes in this order. */
  inOrder(value: Value, order: Order): Lowered {
    if (value.data !== null && !this.done.has(value)) return this.constant(value, order);
    if (value.op === "Expand" && !this.done.has(value)) return this.materialised(value, order);
    return this.to(this.of(value), order);
  }

  /** Name of a batch of images with channels first. */
  images(value: Value): string {
    return this.inOrder(value, NCHW).name;
  }

  /** Name of a value with its axes as in TensorFlow.js. */
  plain(value: Value): string {
    return this.inOrder(value, plainOrder(value.shape.length)).name;
  }

  /** One node; its output's name. */
  node(operator: string, inputs: readonly string[], attributes: NodeAttributes = {}, domain = ""): string {
    return this.model.node(operator, inputs, attributes, { domain })[0]!;
  }

  integers(values: readonly number[]): string {
    return this.model.integers(values);
  }

  float(value: number): string {
    return this.model.float(value);
  }

  /** One number as a constant of the type; integers that have no end lie at the end of their range. */
  number(value: number, dtype: DType): string {
    if (dtype === "float32") return this.float(value);
    const held = Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, value));
    return this.model.constant(typedArray([held], dtype), []);
  }

  reshape(name: string, shape: readonly number[]): string {
    return this.node("Reshape", [name, this.integers(shape)]);
  }

  /** A lowered value of channels-first images. */
  imageResult(value: Value, name: string): Lowered {
    return { name, shape: value.shape, order: NCHW, dtype: value.dtype };
  }

  /** A lowered value in the order of TensorFlow.js. */
  plainResult(value: Value, name: string): Lowered {
    return { name, shape: value.shape, order: plainOrder(value.shape.length), dtype: value.dtype };
  }

  /** A node that works number by number on one value. */
  unary(operator: string, value: Value, attributes: NodeAttributes = {}): Lowered {
    const x = this.of(value.inputs[0]!);
    return { ...x, dtype: value.dtype, name: this.node(operator, [x.name], attributes) };
  }

  /** A node that works number by number, with broadcasting, in the layout of its largest operand. */
  elementwise(operator: string, value: Value, operands: readonly Value[] = value.inputs): Lowered {
    const order = this.orderFor(operands, value.shape.length);
    const names = operands.map((operand) => this.operand(operand, value.shape, order));
    return { name: this.node(operator, names), shape: value.shape, order, dtype: value.dtype };
  }

  /** The layout in which an elementwise operation of this rank needs the fewest transpositions. */
  orderFor(operands: readonly Value[], rank: number): Order {
    const full = operands.filter(
      ({ shape, data, op }) => shape.length === rank && data === null && op !== "Expand",
    );
    const largest = full.toSorted((a, b) => sizeOf(b.shape) - sizeOf(a.shape))[0];
    if (largest && sizeOf(largest.shape) > 1) return this.of(largest).order;
    return rank === 4 ? NCHW : plainOrder(rank);
  }

  /** Name of a value shaped to be broadcast against a tensor of `shape` in `order`. */
  operand(value: Value, shape: readonly number[], order: Order): string {
    if (value.op === "Expand" && !this.done.has(value)) return this.operand(value.inputs[0]!, shape, order);
    const rank = shape.length;
    const lead = rank - value.shape.length;
    const padded = [...range(lead).map(() => 1), ...value.shape];
    if (sizeOf(value.shape) === 1 && value.data !== null) return this.constantName(value, [], []);
    if (value.data !== null) return this.constantName(value, padded, order);
    if (lead === 0) return this.inOrder(value, order).name;
    return this.remembered(`operand ${this.of(value).name} ${rank} ${order}`, () => {
      const own = longAxes(order, padded).map((axis) => axis - lead);
      const rest = range(value.shape.length).filter((axis) => !own.includes(axis));
      const target = inMemory(padded, order);
      const found = this.to(this.of(value), [...own, ...rest]);
      return sameNumbers(inMemory(value.shape, found.order), target)
        ? found.name
        : this.reshape(found.name, target);
    });
  }

  /** Whether an operation of this name works on the value. */
  isUsedBy(value: Value, op: string): boolean {
    return (this.usersOf.get(value) ?? []).some((user) => user.op === op);
  }

  /** A further output of a value's node, kept for the rule that needs it. */
  keep(value: Value, what: string, name: string): void {
    this.extra.set(`${value.id} ${what}`, name);
  }

  /** What {@link keep} was given; the value is lowered first where it was not yet. */
  kept(value: Value, what: string): string {
    this.of(value);
    const name = this.extra.get(`${value.id} ${what}`);
    if (name !== undefined) return name;
    throw new GraphError("KERNEL_UNSUPPORTED", {
      message: `operation "${value.op}" has no output "${what}"; run the step uncompiled and report this`,
      context: { kernel: value.op, output: what },
    });
  }

  private to(lowered: Lowered, order: Order): Lowered {
    if (sameNumbers(lowered.order, order)) return lowered;
    const name = this.remembered(`${lowered.name} as ${order}`, () =>
      samePlaces(lowered.order, order, lowered.shape)
        ? this.reshape(lowered.name, inMemory(lowered.shape, order))
        : this.node("Transpose", [lowered.name], {
            perm: order.map((axis) => inverse(lowered.order)[axis]!),
          }),
    );
    return { ...lowered, name, order };
  }

  private constant(value: Value, order: Order): Lowered {
    const name = this.constantName(value, value.shape, order);
    return { name, shape: value.shape, order, dtype: value.dtype };
  }

  private constantName(value: Value, shape: readonly number[], order: Order): string {
    return this.remembered(`constant ${value.id} ${shape} ${order}`, () =>
      this.model.constant(
        permuted(value.data as ConstantData, shape, order),
        inMemory(shape, order),
        this.nameOf(value),
      ),
    );
  }

  /** The name a constant was given, once: in a second layout it is another constant. */
  private nameOf(value: Value): string | undefined {
    const name = this.names.get(value);
    if (name === undefined || this.named.has(name)) return undefined;
    this.named.add(name);
    return name;
  }

  private materialised(value: Value, wanted: Order | null): Lowered {
    const rank = value.shape.length;
    const order = wanted ?? (rank === 4 ? NCHW : plainOrder(rank));
    const source = this.operand(value.inputs[0]!, broadcastShape(value.shape), order);
    const name = this.remembered(`full ${source} ${inMemory(value.shape, order)}`, () =>
      this.node("Expand", [source, this.integers(inMemory(value.shape, order))]),
    );
    return { name, shape: value.shape, order, dtype: value.dtype };
  }

  private remembered(key: string, make: () => string): string {
    const known = this.reordered.get(key);
    if (known !== undefined) return known;
    const name = make();
    this.reordered.set(key, name);
    return name;
  }
}
