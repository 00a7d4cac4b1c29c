import { inSlices, pacer } from '../base/work';
import { timeSlice } from '../tokens/engine/slice';
import { generate } from './generate';
import type { Generated, GenerateOptions, GeneratedToken } from './generate';
import { unpackNetwork } from './network';
import type { Network } from './network';
import { readPocketFile } from './pocketFile';
import type { SpecialTokens } from './pocketFile';
import { ForwardPass, WindowError } from './forwardPass';
import { PocketTokenizer } from './pocketTokenizer';

/** A turn of a conversation as the model was trained on it. There is no system prompt. */
export interface PocketTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** Set for the start of the answer that is asked for. */
  readonly isOpen?: true;
}

/**
 * Milliseconds of work in a row. A single piece may take some more while its loops are not compiled yet: 10 in a row at
 * most.
 */
const STRETCH_MS = 3;

/** Resolves after a turn of the event loop, so that others can run. */
export type Pause = () => Promise<void>;

export class PocketModel {
  constructor(
    readonly network: Network,
    readonly tokenizer: PocketTokenizer,
    readonly special: SpecialTokens,
  ) {}

  /** The most tokens of question and answer together. */
  get window(): number {
    return this.network.shape.window;
  }

  /**
   * Returns the token ids of a conversation, up to the start of the answer. @throws WindowError with both counts;
   * nothing is cut.
   */
  async prompt(turns: readonly PocketTurn[], pause: Pause): Promise<number[]> {
    const tokens = await this.count(turns, pause);
    // At least one place is left for the answer.
    if (tokens >= this.window) throw new WindowError(tokens, this.window);
    await pause();
    const { bos, end, user, assistant } = this.special;
    const ids = [bos];
    for (const { role, text, isOpen } of turns) {
      if (role === 'user') ids.push(user, ...this.tokenizer.encode(text), assistant);
      else ids.push(...this.tokenizer.encode(text), ...(isOpen ? [] : [end]));
    }
    return ids;
  }

  /** Counts the tokens of a conversation of any length. */
  async count(turns: readonly PocketTurn[], pause: Pause): Promise<number> {
    let tokens = 1;
    for (const { role, text, isOpen } of turns) {
      const counter = this.tokenizer.createCounter(text);
      while (!counter.step(timeSlice(STRETCH_MS))) await pause();
      tokens += counter.tokens + (role === 'user' ? 2 : isOpen ? 0 : 1);
    }
    return tokens;
  }

  /** Answers a conversation, with at most some milliseconds of work in a row. @throws WindowError */
  async *answer(
    turns: readonly PocketTurn[],
    options: GenerateOptions,
    pause: Pause,
  ): AsyncGenerator<GeneratedToken, Generated> {
    const prompt = await this.prompt(turns, pause);
    const breathe = pacer(pause, STRETCH_MS);
    await pause();
    const work = generate(new ForwardPass(this.network), this.tokenizer, this.special.end, prompt, options);
    for (;;) {
      const next = work.next();
      if (next.done) return next.value;
      if (next.value) yield next.value;
      await breathe();
    }
  }
}

/**
 * Loads the model from its file, with at most some milliseconds of work in a row. @throws PocketFileError,
 * VocabularyFileError
 */
export async function loadPocket(file: Uint8Array, pause: Pause): Promise<PocketModel> {
  const breathe = pacer(pause, STRETCH_MS);
  const read = await inSlices(readPocketFile(file), breathe);
  const tokenizer = await inSlices(PocketTokenizer.open(read.vocabulary), breathe);
  return new PocketModel(await inSlices(unpackNetwork(read), breathe), tokenizer, read.special);
}
