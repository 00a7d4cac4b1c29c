import type { Sampling } from '../chat/messages/chatTypes';
import { Sampler, logProbabilities } from './sampler';
import type { LogProbability, SamplingOptions } from './sampler';
import type { ForwardPass } from './forwardPass';
import type { PocketTokenizer } from './pocketTokenizer';

export interface GenerateOptions extends SamplingOptions, Pick<Sampling, 'stop' | 'topLogprobs'> {
  /** The most tokens of the answer; without it, the answer may fill the window. */
  readonly maxTokens?: number;
}

export interface GeneratedToken {
  readonly token: number;
  /** The text that can be shown now, without a possible start of a stop sequence and without half a character. */
  readonly text: string;
  /** The chance of the token and the likeliest ones, where they were asked for. */
  readonly chances?: readonly [own: LogProbability, top: readonly LogProbability[]];
}

export interface Generated {
  readonly finish: 'stop' | 'length';
  /** The text that was held back until now. */
  readonly text: string;
}

/**
 * Reads `prompt` into `run` and writes an answer, which the token `end` ends. Yields each token, and `undefined` after
 * each piece of work of at most a millisecond or two, so that the caller decides how much is done in a row.
 * @throws WindowError before any work.
 */
export function* generate(
  run: ForwardPass,
  tokenizer: PocketTokenizer,
  end: number,
  prompt: ArrayLike<number>,
  options: GenerateOptions = {},
): Generator<GeneratedToken | undefined, Generated> {
  const { vocabulary, window } = run.network.shape;
  const sampler = new Sampler(vocabulary, options);
  const stop = new StopText(options.stop ?? []);
  const decoder = new TextDecoder();
  const { maxTokens: most = window, topLogprobs } = options;
  for (let i = 0; i < prompt.length; i++) sampler.see(prompt[i]!);
  yield;
  let logits = yield* run.feed(prompt);
  let answerTokens = 0;
  const done = (finish: Generated['finish']): Generated => {
    const rest = stop.stopped ? '' : stop.add(decoder.decode()) + stop.end();
    return { finish: stop.stopped ? 'stop' : finish, text: rest };
  };
  for (;;) {
    // The window holds question and answer together. With no place left, nothing is written.
    if (answerTokens >= most || run.length === window) return done('length');
    yield;
    const token = sampler.draw(logits);
    if (token === end) return done('stop');
    answerTokens++;
    const text = stop.add(decoder.decode(tokenizer.tokenBytes(token), { stream: true }));
    yield { token, text, ...(topLogprobs !== undefined && { chances: logProbabilities(logits, token, topLogprobs) }) };
    if (stop.stopped) return done('stop');
    // That token took the last place of the window.
    if (run.length + 1 === window) return done('length');
    sampler.see(token);
    logits = yield* run.feed([token]);
  }
}

/**
 * Passes a text on up to the start of the first stop sequence, whatever pieces it comes in. Holds back what may become
 * the start of a stop sequence.
 */
export class StopText {
  /** Whether a stop sequence was met, after which no text follows. */
  stopped = false;
  private held = '';
  private readonly stops: readonly string[];

  constructor(stops: readonly string[]) {
    this.stops = stops.filter((stop) => stop !== '');
  }

  /** Adds text. @returns the text that is now sure to stand before any stop sequence. */
  add(text: string): string {
    if (this.stopped) return '';
    const all = this.held + text;
    const found = this.firstIn(all);
    const open = all.length - Math.max(0, ...this.stops.map((stop) => startAtEnd(all, stop)));
    if (found <= open && found < all.length) {
      this.stopped = true;
      this.held = '';
      return all.slice(0, found);
    }
    // A stop sequence that began earlier may still become complete.
    this.held = all.slice(open);
    return all.slice(0, open);
  }

  /** Ends the text, and returns what was held back. */
  end(): string {
    const rest = this.held;
    this.held = '';
    const found = this.firstIn(rest);
    this.stopped ||= found < rest.length;
    return rest.slice(0, found);
  }

  /** Finds the start of the first stop sequence; the length of the text where there is none. */
  private firstIn(text: string): number {
    const found = this.stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
    return Math.min(text.length, ...found);
  }
}

/** Counts the last characters of `text` that are the beginning of `stop`. */
function startAtEnd(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length;
  }
  return 0;
}
