/** Tokens of a file, and of what is written around it. */
export interface FileCost {
  readonly tokens: number;
  readonly frame: number;
}

/** Fewer tokens of a file, some lines of code, tell little: only the last one that is left may have fewer. */
const leastKept = 64;

/**
 * The tokens that each file may have, of so many for all. Where not all fit whole, a file has at most as many as any other
 * needs or has: none is cut or left out while a larger one may have more. Where that would be fewer than tell something, the
 * largest are left out, with 0, of several of one size the last. A file that is whole has Infinity.
 */
export function shareTokens(costs: readonly FileCost[], budget: number): number[] {
  const order = costs.map((_, at) => at).sort((a, b) => costs[a]!.tokens - costs[b]!.tokens || a - b);
  const sizes = order.map((at) => costs[at]!.tokens);
  const [sums, frames] = [[0], [0]];
  for (const at of order) {
    sums.push(sums.at(-1)! + costs[at]!.tokens);
    frames.push(frames.at(-1)! + costs[at]!.frame);
  }
  const shares = costs.map(() => 0);
  for (let kept = order.length; kept > 0; kept--) {
    const level = levelOf(sizes, sums, kept, budget - frames[kept]!);
    if (level < (kept === 1 ? 1 : leastKept)) continue;
    for (const at of order.slice(0, kept)) shares[at] = costs[at]!.tokens <= level ? Infinity : level;
    break;
  }
  return shares;
}

/** The most tokens that each of the first `kept` files may have, so that all have no more than `room`; Infinity where all fit. */
function levelOf(sizes: readonly number[], sums: readonly number[], kept: number, room: number): number {
  if (room < 0) return 0;
  if (sums[kept]! <= room) return Infinity;
  // The files before `whole` are so small that all others could have as much as the last of them.
  let [whole, end] = [0, kept];
  while (whole < end) {
    const middle = (whole + end) >> 1;
    if (sums[middle]! + (kept - middle) * sizes[middle]! <= room) whole = middle + 1;
    else end = middle;
  }
  return Math.floor((room - sums[whole]!) / (kept - whole));
}
