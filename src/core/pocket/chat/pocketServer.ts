import type { ChosenToken, TokenChance } from '../../chat/messages/chatTypes';
import type { GeneratedToken } from '../generate';
import type { Pause, PocketModel } from '../pocketModel';
import type { LogProbability } from '../sampler';
import type { PocketReply, PocketRequest } from './pocketProtocol';
import { fits } from './pocketRoom';

/** Milliseconds of output that go into one reply. Smaller replies would only be joined again. */
const gatherMs = 20;

type Asked<K extends PocketRequest['kind']> = Extract<PocketRequest, { readonly kind: K }>;

/**
 * The end at which the model runs: in a worker, or wherever it can wait for a turn of the event loop. Answers that are
 * asked for at the same time take turns. Only this class knows how the model is driven.
 */
export class PocketServer {
  private readonly running = new Map<number, AbortController>();

  /** `model` is called with each question, so that it can be loaded with the first. */
  constructor(
    private readonly model: () => Promise<PocketModel>,
    private readonly reply: (reply: PocketReply) => void,
    private readonly pause: Pause,
  ) {}

  receive(request: PocketRequest): void {
    if (request.kind === 'cancel') this.running.get(request.id)?.abort();
    else void this.work(request);
  }

  private async work(request: Asked<'answer' | 'count'>): Promise<void> {
    const { id } = request;
    const run = new AbortController();
    this.running.set(id, run);
    const pause: Pause = async () => {
      await this.pause();
      run.signal.throwIfAborted();
    };
    try {
      const model = await this.model();
      const counted = await counts(model, request, pause);
      if (request.kind === 'count' || !fits(counted, request.options.maxTokens)) this.reply(counted);
      else await this.answer(model, request, counted.tokens, pause);
    } catch (error) {
      // The answer is not wanted any more, so nothing is reported.
      if (run.signal.aborted) return;
      this.reply({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.running.delete(id);
    }
  }

  private async answer(
    model: PocketModel,
    { id, turns, options }: Asked<'answer'>,
    promptTokens: number,
    pause: Pause,
  ): Promise<void> {
    const writing = model.answer(turns, options, pause);
    let answerTokens = 0;
    let text = '';
    let chosen: ChosenToken[] = [];
    let told = -Infinity;
    const tell = (): void => {
      told = performance.now();
      if (text === '' && chosen.length === 0) return;
      this.reply({
        ...{ kind: 'delta', id, text, promptTokens, answerTokens },
        ...(chosen.length > 0 && { chosen }),
      });
      text = '';
      chosen = [];
    };
    for (;;) {
      const next = await writing.next();
      text += next.value.text;
      if (next.done) {
        tell();
        return this.reply({ kind: 'answered', id, finish: next.value.finish, promptTokens, answerTokens });
      }
      answerTokens++;
      if (next.value.chances) chosen.push(inWords(model, next.value.chances));
      if (performance.now() - told >= gatherMs) tell();
    }
  }
}

/** Counts each text once: the earlier turns plus the last turn, less one of the marks at the beginning of both. */
async function counts(model: PocketModel, { id, turns }: Asked<'answer' | 'count'>, pause: Pause) {
  const lastTokens = await model.count(turns.slice(-1), pause);
  const tokens = (await model.count(turns.slice(0, -1), pause)) - 1 + lastTokens;
  return { kind: 'counted', id, tokens, lastTokens, window: model.window } as const;
}

function inWords({ tokenizer }: PocketModel, [own, top]: NonNullable<GeneratedToken['chances']>): ChosenToken {
  const chance = ({ token, logprob }: LogProbability): TokenChance => {
    const text = tokenizer.decode([token]);
    return { text, logprob, ...(text.includes('\uFFFD') && { bytes: [...tokenizer.tokenBytes(token)] }) };
  };
  return { ...chance(own), top: top.map(chance) };
}
