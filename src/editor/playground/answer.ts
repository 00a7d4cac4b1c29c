import { answerCost } from '../../core/catalog/cost';
import type { Catalog } from '../../core/catalog/catalog';
import { describeChatError } from '../../core/chat/describe';
import { hostOf } from '../../core/chat/endpoint';
import { ChatError } from '../../core/chat/errors';
import { presetOf } from '../../core/chat/presets';
import type { ChatRequest, Endpoint, FinishReason, Usage } from '../../core/chat/types';
import type { AnswerEnd } from '../../core/playground/session';
import type { Logger } from '../log';
import { settings } from '../settings';
import type { KeyStore } from '../providers/keys';

/** Milliseconds over which deltas are gathered before they go to the page. */
const gatherMs = 40;

export interface AnswerDeps {
  readonly keys: KeyStore;
  readonly log: Logger;
  readonly catalog: () => Promise<Catalog>;
}

/**
 * Streams one answer. `onDelta` gets text and reasoning as they come; the result says how it ended.
 * Never rejects: what goes wrong is a part of the result, in words for people.
 */
export async function streamAnswer(
  endpoint: Endpoint,
  request: ChatRequest,
  signal: AbortSignal,
  onDelta: (text: string, reasoning: string) => void,
  deps: AnswerDeps,
): Promise<AnswerEnd> {
  const sent = performance.now();
  const gathered = new Gathered(onDelta);
  let firstTokenMs: number | undefined;
  let usage: Usage | undefined;
  let finishReason: FinishReason | undefined;
  const facts = async () => ({
    durationMs: performance.now() - sent,
    // A request that got no answer at all has no cost worth a word.
    ...(firstTokenMs === undefined && usage === undefined
      ? {}
      : { cost: answerCost((await deps.catalog()).findModel(request.model), usage) }),
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    ...(usage === undefined ? {} : { usage }),
    ...(finishReason === undefined ? {} : { finishReason }),
  });
  try {
    const key = await keyFor(endpoint, request.model, deps.keys);
    const { streamChat } = await import('../../core/chat/streamChat');
    for await (const event of streamChat(endpoint, request, {
      key,
      signal,
      idleTimeoutMs: settings.stallTimeoutMs(),
    })) {
      if (event.type === 'usage') usage = event.usage;
      else if (event.type === 'finish') finishReason = event.reason;
      else {
        firstTokenMs ??= performance.now() - sent;
        gathered.add(event.type, event.text);
      }
    }
    return { status: signal.aborted ? 'stopped' : 'done', ...(await facts()) };
  } catch (error) {
    deps.log.warn(`The answer of ${request.model} from ${endpoint.name} failed.`, error);
    const context = { providerName: endpoint.name, needsKey: presetOf(endpoint.preset).needsKey };
    return { status: 'failed', error: describeChatError(error, context), ...(await facts()) };
  } finally {
    gathered.flush();
  }
}

/** The key for this endpoint's origin. @throws ChatError('missing-key') where one is needed and none may be used. */
async function keyFor(endpoint: Endpoint, model: string, keys: KeyStore): Promise<string | undefined> {
  const stored = await keys.read(endpoint);
  if (stored.state === 'stored') return stored.key;
  const facts = { host: hostOf(endpoint.baseUrl), model };
  if (stored.state === 'other-origin') {
    throw new ChatError('missing-key', { ...facts, detail: `The stored key was entered for ${stored.origin}.` });
  }
  if (presetOf(endpoint.preset).needsKey) throw new ChatError('missing-key', facts);
  return undefined;
}

/** Joins deltas, so that a fast model does not send hundreds of messages a second to the page. */
class Gathered {
  private text = '';
  private reasoning = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly onDelta: (text: string, reasoning: string) => void) {}

  add(kind: 'text' | 'reasoning', text: string): void {
    this[kind] += text;
    this.timer ??= setTimeout(() => this.flush(), gatherMs);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.text !== '' || this.reasoning !== '') this.onDelta(this.text, this.reasoning);
    this.text = '';
    this.reasoning = '';
  }
}
