/** Tokens of a file, and of the frame around it. */
export interface FileCost {
  readonly tokens: number;
  readonly frame: number;
}

/** Fewest tokens of a cut file, some lines of code, as fewer tell little. Only the last file left may have fewer. */
const leastKept = 64;

/**
 * Shares out a budget of tokens: returns how many each file may have. Where not all fit whole, all cut files have the
 * same, so that no file is cut or left out while a larger one has more. Where that share would be too small to be of
 * use, the largest files are left out, with 0; among files of one size, the last. A whole file has Infinity.
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

/** Returns the most tokens that each of the first `kept` files may have within `room`; Infinity where all fit. */
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
