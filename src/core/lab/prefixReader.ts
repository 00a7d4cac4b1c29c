import type { Work } from '../base/work';
import { ForwardPass } from '../pocket/forwardPass';
import type { Network } from '../pocket/network';

/**
 * Reads texts that often begin alike. The part that a text shares with the one before is in the cache and not read
 * again.
 */
export class PrefixReader {
  private readonly run: ForwardPass;
  private tokens: readonly number[] = [];

  constructor(network: Network) {
    this.run = new ForwardPass(network);
  }

  /** Returns the logits after `tokens`, of which there is at least one. The array is reused. @throws WindowError */
  *logitsAfter(tokens: readonly number[]): Work<Float64Array> {
    let same = 0;
    // The last token is read in any case, as the logits are those after it.
    while (same < tokens.length - 1 && tokens[same] === this.tokens[same]) same++;
    this.run.rewind(same);
    // If the reading is given up half-way, only tokens that were read count as known.
    this.tokens = tokens.slice(0, same);
    const logits = yield* this.run.feed(tokens.slice(same));
    this.tokens = tokens.slice();
    return logits;
  }
}
