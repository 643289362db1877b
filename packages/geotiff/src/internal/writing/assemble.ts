import type { AtomicFile } from "@undercoat/files";
import {
  CLAIMS,
  type FileLayout,
  framed,
  layOutFile,
  type StoredImage,
  type TileRef,
} from "./file-layout.ts";
import { imageTags, validityTags } from "./image-tags.ts";
import type { PyramidLevel } from "./pyramid.ts";
import type { Scratch } from "./scratch.ts";
import type { WriteSpec } from "./spec.ts";
import type { Records } from "./tile-store.ts";

/** What {@link assemble} puts together. */
export interface Assembly {
  readonly spec: WriteSpec;
  readonly levels: readonly PyramidLevel[];
  readonly hasValidityImage: boolean;
  /** The packed tile of a validity image where all pixels are valid. */
  readonly allValid: Uint8Array;
  readonly scratch: Scratch;
  readonly target: AtomicFile;
  readonly forceBig: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Bytes gathered before they are written. */
const PIECE = 2 ** 22;

/** Writes the head and all tiles, smallest overview first, a tile's validity right behind it. */
export async function assemble(assembly: Assembly): Promise<FileLayout> {
  const { scratch, target, signal, allValid } = assembly;
  const records = recordsOf(assembly);
  const order = () => dataOrder(assembly);
  const layout = layOutFile({
    images: imagesOf(assembly, records),
    order,
    claims: claimsOf(assembly),
    forceBig: assembly.forceBig,
  });
  const output = gathered(target);
  await output.add(layout.head);
  for (const { image, tile } of order()) {
    signal?.throwIfAborted();
    const { positions, lengths } = records[image]!;
    const length = lengths[tile]!;
    if (length === 0) continue;
    const position = positions[tile]!;
    await output.add(framed(position === SHARED ? allValid : await scratch.read(position, length)));
  }
  await output.flush();
  return layout;
}

/** Stands for the packed tile that all wholly valid tiles share. */
const SHARED = -1;

function recordsOf({ levels, hasValidityImage, allValid }: Assembly): Records[] {
  return levels.flatMap(({ tiles: { records, validityRecords }, done }) => {
    if (!hasValidityImage) return [records];
    const positions = validityRecords.positions.slice();
    const lengths = validityRecords.lengths.slice();
    for (let tile = 0; tile < done.length; tile++) {
      // Where the image has no tile, there is no data: its validity is left out, too, and reads as 0.
      const isLeftOut = records.lengths[tile] === 0;
      if (lengths[tile] !== 0 || isLeftOut) continue;
      positions[tile] = SHARED;
      lengths[tile] = allValid.length;
    }
    return [records, { positions, lengths }];
  });
}

function imagesOf({ spec, levels, hasValidityImage }: Assembly, records: readonly Records[]): StoredImage[] {
  return records.map(({ lengths }, image) => {
    const level = hasValidityImage ? Math.floor(image / 2) : image;
    const isValidity = hasValidityImage && image % 2 === 1;
    const { size } = levels[level]!;
    const tags = (isValidity ? validityTags : imageTags)(spec, size, level > 0);
    return { tags, byteCounts: lengths };
  });
}

function* dataOrder({ levels, hasValidityImage }: Assembly): Generator<TileRef> {
  const step = hasValidityImage ? 2 : 1;
  for (let level = levels.length - 1; level >= 0; level--) {
    const { tiles, done } = levels[level]!;
    for (let tile = 0; tile < tiles.records.lengths.length; tile++) {
      yield { image: level * step, tile };
      if (hasValidityImage && tile < done.length) yield { image: level * step + 1, tile };
    }
  }
}

/** Band by band, a validity tile follows only the tile of the first band. */
function claimsOf({ spec, hasValidityImage }: Assembly): string {
  const isInterleaved = hasValidityImage && !spec.isPlanar;
  return isInterleaved ? `${CLAIMS}MASK_INTERLEAVED_WITH_IMAGERY=YES\n` : CLAIMS;
}

function gathered(target: AtomicFile) {
  let pieces: Uint8Array[] = [];
  let length = 0;
  let position = 0;
  const flush = async () => {
    await target.write(Buffer.concat(pieces, length), position);
    position += length;
    pieces = [];
    length = 0;
  };
  return {
    flush,
    async add(bytes: Uint8Array) {
      pieces.push(bytes);
      length += bytes.length;
      if (length >= PIECE) await flush();
    },
  };
}
