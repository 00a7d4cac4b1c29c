import { textWidth } from '../../flow';

interface Label {
  /** Index of the word among all words. */
  readonly index: number;
  readonly text: string;
  /** Left end of the text, and its base line. */
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Factor for the width of a name. A name may be bold and not monospaced, so it counts as wide as its widest letters make it.
 */
const bolder = 1.08;
/** CSS pixels that the stroke around a name stands out. */
const halo = 2;

/**
 * Names as many points as there is room for, in the given order, to the right of the point or
 * to its left. A name never stands over another.
 */
export function placeLabels(
  order: readonly number[],
  textOf: (index: number) => string,
  points: readonly Point[],
  size: { readonly width: number; readonly height: number; readonly type: number },
): Label[] {
  const { width, height, type } = size;
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  const labels: Label[] = [];
  for (const index of order) {
    const text = textOf(index);
    const point = points[index]!;
    const wide = textWidth(text, type) * bolder + halo;
    const y = Math.min(height - 2, Math.max(type, point.y + type * 0.35));
    const x = [point.x + 6, point.x - 6 - wide].find((left) => {
      if (left < 0 || left + wide > width) return false;
      return !taken.some(
        (other) => left < other.right && left + wide > other.left && y - type < other.bottom && y > other.top,
      );
    });
    if (x === undefined) continue;
    taken.push({ left: x, right: x + wide, top: y - type, bottom: y + 2 });
    labels.push({ index, text, x, y });
  }
  return labels;
}
