import type { TensorInfo } from "@tensorflow/tfjs-core";
import { compileSimdKernels, type SimdKernels } from "../simd/simd-kernels.ts";

/** The parts of tfjs's WebAssembly backend that the kernels here stand on. */
interface WasmBackend {
  readonly wasm: {
    readonly HEAPF32: Float32Array;
    readonly asm: { readonly memory: WebAssembly.Memory };
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
  readonly dataIdMap: { get(dataId: object): { memoryOffset: number } };
  incRef(dataId: object): void;
  makeOutput(shape: readonly number[], dtype: "float32"): TensorInfo;
}

/** The memory of one backend: where tensors lie, room for scratch, and the kernels that work on it. */
export class WasmHeap {
  readonly kernels: SimdKernels;
  private readonly backend: WasmBackend;
  private readonly scratches = new Map<string, { address: number; bytes: number }>();

  constructor(backend: WasmBackend) {
    this.backend = backend;
    this.kernels = compileSimdKernels(backend.wasm.asm.memory);
  }

  /** Every float in memory. Ask again after anything was allocated: memory may have moved. */
  get floats(): Float32Array {
    return this.backend.wasm.HEAPF32;
  }

  /** Address of a tensor's first value, in bytes. */
  address(tensor: TensorInfo): number {
    return this.backend.dataIdMap.get(tensor.dataId).memoryOffset;
  }

  /** A new tensor; its values are whatever lay there. */
  output(shape: readonly number[]): TensorInfo {
    return this.backend.makeOutput(shape, "float32");
  }

  /** Another tensor on the same values, which are freed with the last one. */
  shared({ dataId, shape, dtype }: TensorInfo): TensorInfo {
    this.backend.incRef(dataId);
    return { dataId, shape, dtype };
  }

  /** A new tensor of zeros. */
  zeros(shape: readonly number[]): TensorInfo {
    const tensor = this.output(shape);
    const from = this.address(tensor) / 4;
    this.floats.fill(0, from, from + shape.reduce((product, size) => product * size, 1));
    return tensor;
  }

  /** Address of room for `count` floats, kept for the next call under the same name. */
  scratch(name: string, count: number): number {
    const known = this.scratches.get(name);
    if (known && known.bytes >= 4 * count) return known.address;
    if (known) this.backend.wasm._free(known.address);
    const room = { address: this.backend.wasm._malloc(4 * count) >>> 0, bytes: 4 * count };
    this.scratches.set(name, room);
    return room.address;
  }
}

const heaps = new WeakMap<object, WasmHeap>();

/** The heap that belongs to a backend. */
export function heapOf(backend: unknown): WasmHeap {
  const key = backend as WasmBackend;
  const known = heaps.get(key);
  if (known) return known;
  const heap = new WasmHeap(key);
  heaps.set(key, heap);
  return heap;
}
