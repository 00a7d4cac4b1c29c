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

/** A turn of a conversation as the model was trained on it: it knows no system prompt. */
export interface PocketTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** The start of the answer that is asked for. */
  readonly isOpen?: true;
}

/** A single piece may take some milliseconds too, while its loops are not compiled yet: 10 in a row are the most. */
const STRETCH_MS = 3;

/** Resolves after a turn of the event loop, so that others can run. */
export type Pause = () => Promise<void>;

export class PocketModel {
  constructor(
    readonly network: Network,
    readonly tokenizer: PocketTokenizer,
    readonly special: SpecialTokens,
  ) {}

  /** Tokens of question and answer together. */
  get window(): number {
    return this.network.shape.window;
  }

  /** The token ids of a conversation, up to where the answer begins. @throws WindowError with both counts; nothing is cut. */
  async prompt(turns: readonly PocketTurn[], pause: Pause): Promise<number[]> {
    const tokens = await this.count(turns, pause);
    // One place at least is for the answer.
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

  /** Tokens of a conversation of any length. */
  async count(turns: readonly PocketTurn[], pause: Pause): Promise<number> {
    let tokens = 1;
    for (const { role, text, isOpen } of turns) {
      const counter = this.tokenizer.createCounter(text);
      while (!counter.step(timeSlice(STRETCH_MS))) await pause();
      tokens += counter.tokens + (role === 'user' ? 2 : isOpen ? 0 : 1);
    }
    return tokens;
  }

  /** Answers a conversation, never more than some milliseconds in a row. @throws WindowError */
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

/** Makes the model ready from its file, never more than some milliseconds in a row. @throws PocketFileError, VocabularyFileError */
export async function loadPocket(file: Uint8Array, pause: Pause): Promise<PocketModel> {
  const breathe = pacer(pause, STRETCH_MS);
  const read = await inSlices(readPocketFile(file), breathe);
  const tokenizer = await inSlices(PocketTokenizer.open(read.vocabulary), breathe);
  return new PocketModel(await inSlices(unpackNetwork(read), breathe), tokenizer, read.special);
}
