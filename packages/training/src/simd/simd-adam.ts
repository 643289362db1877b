import type { AdamOptions, AdamSlots } from "../adam.ts";
import { ADAM_CONSTANTS, type AdamKernels, compileAdamKernels } from "./adam-kernels.ts";

const PAGE = 65536;
const BYTES = 4;
/** Constants of one update and the result of a sum. */
const SCRATCH = 64 * BYTES;

/** What one tensor needs of {@link SimdAdam}: arrays of its memory. */
export interface AdamTensor {
  readonly weights: Float32Array;
  readonly gradient: Float32Array;
  readonly slots: AdamSlots;
}

/**
 * Adam in float32 with SIMD, on arrays that lie in its own WebAssembly memory. The same formula as
 * `adamUpdateInto`; some ten times faster, rounded after every operation.
 */
export class SimdAdam {
  private readonly memory: WebAssembly.Memory;
  private readonly kernels: AdamKernels;
  private readonly constants: Float32Array;
  private readonly sums: Float64Array;
  private used = SCRATCH;

  /** @param capacity - Floats that all arrays together may have, each rounded up to a multiple of four. */
  constructor(capacity: number) {
    const bytes = SCRATCH + capacity * BYTES;
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
    this.kernels = compileAdamKernels(this.memory);
    this.constants = new Float32Array(this.memory.buffer, 0, ADAM_CONSTANTS.length);
    this.sums = new Float64Array(this.memory.buffer, SCRATCH / 2, 2);
  }

  /** Floats that an array of `length` takes. */
  static padded(length: number): number {
    return Math.ceil(length / 4) * 4;
  }

  /** An array of zeros; where the memory is full, an ordinary one. */
  readonly allocate = (length: number): Float32Array<ArrayBuffer> => {
    const bytes = SimdAdam.padded(length) * BYTES;
    if (this.used + bytes > this.memory.buffer.byteLength) return new Float32Array(length);
    const array = new Float32Array(this.memory.buffer, this.used, length);
    this.used += bytes;
    return array;
  };

  /** Whether an array lies in this memory. */
  holds({ buffer }: Float32Array): boolean {
    return buffer === this.memory.buffer;
  }

  /** Σ x² of an array of this memory, summed in float64. */
  squaredSum(x: Float32Array): number {
    this.kernels.squares(x.byteOffset, endOf(x), SCRATCH / 2);
    return this.sums[0]! + this.sums[1]!;
  }

  /** One update; `weights` and `slots` are overwritten. */
  update({ weights, gradient, slots }: AdamTensor, options: AdamOptions): void {
    const { learningRate, update, epsilon, weightDecay, decoupled, gradientScale } = options;
    const [beta1, beta2] = options.betas;
    const numbers = {
      beta1,
      oneMinusBeta1: 1 - beta1,
      beta2,
      oneMinusBeta2: 1 - beta2,
      stepSize: learningRate / (1 - beta1 ** update),
      rootCorrection: Math.sqrt(1 - beta2 ** update),
      epsilon,
      shrink: decoupled ? 1 - learningRate * weightDecay : 1,
      coupled: decoupled ? 0 : weightDecay,
      gradientScale,
    };
    ADAM_CONSTANTS.forEach((name, index) => {
      this.constants[index] = numbers[name];
    });
    const [first, second] = [slots.first.byteOffset, slots.second.byteOffset];
    this.kernels.adam(weights.byteOffset, first, second, gradient.byteOffset, endOf(weights), 0);
  }
}

/** Behind the padding, which holds zeros. */
function endOf({ byteOffset, length }: Float32Array): number {
  return byteOffset + SimdAdam.padded(length) * BYTES;
}
