import { describe, expect, test } from "vitest";
import type { Encoder } from "./encoder.ts";
import { withoutLeak } from "./internal/contract-parts.ts";
import { expectFrozen, expectGradients, expectReloaded } from "./internal/encoder-checks.ts";
import { expectDescribed, expectFeatures, expectGrouped } from "./internal/encoder-shape-checks.ts";

/** Options of {@link describeEncoder}. */
export interface DescribeEncoderOptions<Options extends object> {
  /** Given to the factory beside `inChannels`; choose them small, the suite trains on the active backend. */
  readonly options?: Omit<Options, "inChannels">;
  /** Height and width of the test images, odd ones preferred; `[33, 50]` if omitted. */
  readonly size?: readonly [number, number];
}

/**
 * Defines the tests that an encoder must pass to work under every decoder, freeze plan, transfer and model
 * folder: features sorted and as declared, for any number of bands and odd sizes; every layer in one group; a
 * gradient for every trained tensor; frozen layers that stay as they are; the same numbers after saving and
 * loading; nothing leaked. The caller chooses the backend.
 *
 * @param factory - Makes the encoder; called with `options`, and with the `options` of what it made.
 *
 * @example
 * ```ts
 * describeEncoder("resnet, narrow", resnet, { options: { width: 1 / 16 } });
 * ```
 */
export function describeEncoder<Options extends object>(
  name: string,
  factory: (options: Options & { readonly inChannels: number }) => Encoder,
  { options, size = [33, 50] }: DescribeEncoderOptions<Options> = {},
): void {
  const make = (inChannels: number) =>
    factory({ ...options, inChannels } as Options & { inChannels: number });
  const tested = async (check: (encoder: Encoder) => void | Promise<void>) =>
    withoutLeak(async () => {
      const encoder = make(2);
      await check(encoder);
      encoder.network.dispose();
    });
  describe(`the encoder ${name}`, () => {
    test("describes itself", () => tested(expectDescribed));
    test("has every layer in one group", () => tested(expectGrouped));
    test.each([1, 3, 5])("gives the declared features for %i bands", (inChannels) =>
      withoutLeak(() => {
        const encoder = make(inChannels);
        expect(encoder.inChannels, "inChannels").toBe(inChannels);
        expectFeatures(encoder, size);
        encoder.network.dispose();
      }),
    );
    test("passes a gradient to every trained tensor", () =>
      tested((encoder) => expectGradients(encoder, size)));
    test("keeps everything while frozen, statistics too", () =>
      tested((encoder) => expectFrozen(encoder, size)));
    test("is the same after saving and loading", () =>
      tested((encoder) => expectReloaded(encoder, { factory: factory as never, size })));
  });
}
