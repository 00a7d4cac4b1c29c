import type { Work } from '../base/work';
import { ForwardPass } from '../pocket/forwardPass';
import type { Network } from '../pocket/network';

/** Reads texts that often begin alike: what a text shares with the one before it is in the cache and is not read again. */
export class PrefixReader {
  private readonly run: ForwardPass;
  private tokens: readonly number[] = [];

  constructor(network: Network) {
    this.run = new ForwardPass(network);
  }

  /** The logits after `tokens`, of which there is at least one. The array is used again. @throws WindowError */
  *logitsAfter(tokens: readonly number[]): Work<Float64Array> {
    let same = 0;
    // The last one is read in any case: the logits are those after it.
    while (same < tokens.length - 1 && tokens[same] === this.tokens[same]) same++;
    this.run.rewind(same);
    // A reading that is given up half-way leaves nothing that was not read.
    this.tokens = tokens.slice(0, same);
    const logits = yield* this.run.feed(tokens.slice(same));
    this.tokens = tokens.slice();
    return logits;
  }
}
