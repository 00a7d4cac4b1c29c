import type { ChosenToken, TokenChance } from '../../chat/types';
import type { GeneratedToken } from '../generate';
import type { Pause, PocketModel } from '../pocketModel';
import type { LogProbability } from '../sampling';
import type { PocketReply, PocketRequest } from './pocketProtocol';

/** Milliseconds of writing that go into one reply: more of them would only be joined again. */
const gatherMs = 20;

type Asked<K extends PocketRequest['kind']> = Extract<PocketRequest, { readonly kind: K }>;

/** Nobody waits for it any more: there is nothing to say. */
class UnwantedError extends Error {
  override readonly name = 'UnwantedError';
}

/**
 * The end at which the model runs: in a worker, or wherever a turn of the loop can be waited for. Answers that are asked for at
 * the same time take turns. It alone knows how the model is driven.
 */
export class PocketServer {
  private readonly running = new Map<number, { isWanted: boolean }>();

  /** `model` is called with each question, so that it can be loaded with the first. */
  constructor(
    private readonly model: () => Promise<PocketModel>,
    private readonly reply: (reply: PocketReply) => void,
    private readonly pause: Pause,
  ) {}

  receive(request: PocketRequest): void {
    if (request.kind === 'cancel') {
      const run = this.running.get(request.id);
      if (run) run.isWanted = false;
      return;
    }
    void this.work(request);
  }

  private async work(request: Asked<'answer' | 'count'>): Promise<void> {
    const { id } = request;
    const run = { isWanted: true };
    this.running.set(id, run);
    const pause: Pause = async () => {
      await this.pause();
      if (!run.isWanted) throw new UnwantedError();
    };
    try {
      const model = await this.model();
      if (request.kind === 'count') await this.count(model, request, pause);
      else await this.answer(model, request, pause);
    } catch (error) {
      if (error instanceof UnwantedError) return;
      this.reply({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.running.delete(id);
    }
  }

  private async count(model: PocketModel, { id, turns }: Asked<'count'>, pause: Pause): Promise<void> {
    const tokens = await model.count(turns, pause);
    const lastTokens = turns.length > 1 ? await model.count(turns.slice(-1), pause) : tokens;
    this.reply({ kind: 'counted', id, tokens, lastTokens, window: model.window });
  }

  private async answer(model: PocketModel, asked: Asked<'answer'>, pause: Pause): Promise<void> {
    const { id, turns, options } = asked;
    const promptTokens = await model.count(turns, pause);
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
      if (next.value.top) chosen.push(inWords(model, next.value));
      if (performance.now() - told >= gatherMs) tell();
    }
  }
}

function inWords({ tokenizer }: PocketModel, { token, logprob, top }: GeneratedToken): ChosenToken {
  const chance = (one: LogProbability): TokenChance => ({ text: tokenizer.decode([one.token]), logprob: one.logprob });
  return { ...chance(logprob ?? { token, logprob: Number.NaN }), top: (top ?? []).map(chance) };
}
