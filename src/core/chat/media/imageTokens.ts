import type { ImageRule } from '../../catalog/imageTable';
import type { PixelSize } from './imageSize';

// Tokens of an image by the published rule of its model, and the size that it is scaled to for that.

interface SeenImage {
  readonly tokens: number;
  /** Size of the image as the model gets it. */
  readonly size: PixelSize;
  /** Maximum number of patches that the provider takes. Set only where the image has more, and is refused. */
  readonly refusedAbove?: number;
}

export function seenImage(rule: ImageRule, size: PixelSize): SeenImage {
  switch (rule.kind) {
    case 'patches':
      return inPatches(rule, size);
    case 'tiles':
      return inTiles(rule, size);
    case 'crops':
      return { tokens: rule.tokens * cropsOf(rule, size), size };
    case 'each':
      return { tokens: rule.tokens, size };
  }
}

type Patches = Extract<ImageRule, { kind: 'patches' }>;

const patchesOf = ({ width, height }: PixelSize, patch: number): number =>
  Math.ceil(width / patch) * Math.ceil(height / patch);

function inPatches(rule: Patches, size: PixelSize): SeenImage {
  const { patch, factor = 1, most = Infinity, refusedAbove = Infinity, fit } = rule;
  const seen = fit ? fitted(size, rule) : shrunk(size, rule);
  const patches = Math.min(most, patchesOf(seen, patch));
  const isRefused = patches > refusedAbove;
  return { tokens: Math.ceil(patches * factor - 1e-6), size: seen, ...(isRefused && { refusedAbove }) };
}

/** Scales an image down: first to the longest side, then to the patches. */
function shrunk(size: PixelSize, rule: Patches): PixelSize {
  const { patch, longest = Infinity, most = Infinity } = rule;
  const within = scaledBy(size, Math.min(1, longest / Math.max(size.width, size.height)), Math.round);
  return patchesOf(within, patch) <= most ? within : scaledBy(within, shrinking(within, rule, most));
}

/** OpenAI's formula (https://developers.openai.com/api/docs/guides/images-vision, "Patch-based image tokenization"). */
function shrinking({ width, height }: PixelSize, { patch }: Patches, most: number): number {
  const factor = Math.sqrt((patch * patch * most) / (width * height));
  const whole = (length: number): number => Math.floor((length * factor) / patch) / ((length * factor) / patch);
  return factor * Math.min(whole(width), whole(height));
}

/**
 * Finds the largest size of the same shape that has at most `most` patches
 * (https://platform.claude.com/docs/en/build-with-claude/vision-coordinates).
 */
function fitted(size: PixelSize, { patch, longest = Infinity, most = Infinity }: Patches): PixelSize {
  const fits = (seen: PixelSize): boolean =>
    Math.max(seen.width, seen.height) <= longest && patchesOf(seen, patch) <= most;
  if (fits(size)) return size;
  const isTall = size.height > size.width;
  const [long, short] = isTall ? [size.height, size.width] : [size.width, size.height];
  const withLong = (pixels: number): PixelSize => {
    const other = Math.max(1, halfToEven(pixels / (long / short)));
    return isTall ? { width: other, height: pixels } : { width: pixels, height: other };
  };
  let [fitting, tooLong] = [1, long];
  while (fitting + 1 < tooLong) {
    const middle = Math.floor((fitting + tooLong) / 2);
    if (fits(withLong(middle))) fitting = middle;
    else tooLong = middle;
  }
  return withLong(fitting);
}

/** Rounds as the API does: a half goes to the even neighbour. */
function halfToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
}

const down = (length: number): number => Math.floor(length + 1e-6);

const scaledBy = ({ width, height }: PixelSize, factor: number, whole = down): PixelSize =>
  factor === 1
    ? { width, height }
    : { width: Math.max(1, whole(width * factor)), height: Math.max(1, whole(height * factor)) };

/**
 * Pixels of the square that an image is first scaled into, of the short side that it is scaled to next, and of a tile.
 * Source: "Tile-based" on the page of OpenAI that is named above.
 */
const square = 2048;
const shortSide = 768;
const tilePixels = 512;

function inTiles({ base, tile }: Extract<ImageRule, { kind: 'tiles' }>, size: PixelSize): SeenImage {
  const first = scaledBy(size, Math.min(1, square / Math.max(size.width, size.height)));
  const seen = scaledBy(first, Math.min(1, shortSide / Math.min(first.width, first.height)));
  return { tokens: base + tile * patchesOf(seen, tilePixels), size: seen };
}

/** Counts the crops of an image: a small image is one, a larger one is cut (https://ai.google.dev/gemini-api/docs/tokens). */
function cropsOf({ crop, small }: Extract<ImageRule, { kind: 'crops' }>, size: PixelSize): number {
  return size.width <= small && size.height <= small ? 1 : patchesOf(size, crop);
}
