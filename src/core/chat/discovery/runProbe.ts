import { streamAnswer } from '../exchange/streamAnswer';
import type { StreamDeps } from '../exchange/streamAnswer';
import { ChatError } from '../messages/errors';
import type { ErrorView, Outcome } from '../messages/errors';
import type { Abilities } from '../messages/abilities';
import type { ChatHost, WireEvent } from '../messages/transport';
import type { ChatEvent, Endpoint, Usage } from '../messages/chatTypes';
import { hasLogprobs, probeRequest, probes, probesToAsk } from './probes';
import type { ProbeId, Seen } from './probes';

/**
 * The finding of a probe. `refused`: the provider takes no such request, and `words` are its own, without the key.
 * `ignored`: it takes the request, which then has no effect. `no-field`: its API has no field for the ability, and
 * nothing was sent.
 */
export type ProbeFinding = { readonly usage?: Usage; readonly firstTokenMs?: number } & (
  | { readonly state: 'works' | 'ignored' | 'no-field' }
  | { readonly state: 'refused'; readonly words: string }
);

/** The finding of one probe of a test. A probe that ended with an error has none. */
export interface ProbeResult {
  readonly probe: ProbeId;
  readonly outcome: Outcome<ProbeFinding>;
}

type ProbeDeps = Omit<StreamDeps, 'onEvent' | 'onUsage' | 'amend'>;

/** Asks once. Throws `ChatError` where there is no finding; when `deps.signal` is aborted, anything. */
export async function runProbe(id: ProbeId, endpoint: Endpoint, model: string, deps: ProbeDeps): Promise<ProbeFinding> {
  const probe = probes[id];
  const amend = probe.amend[endpoint.dialect];
  if (!amend) return { state: 'no-field' };
  const seen: { -readonly [K in keyof Seen]: Seen[K] } = {
    ...{ text: '', hasReasoning: false, toolCalls: [], hasLogprobs: false },
  };
  const sent = performance.now();
  let firstTokenMs: number | undefined;
  const onEvent = (event: ChatEvent): void => {
    if (event.type === 'part' || event.type === 'delta') firstTokenMs ??= performance.now() - sent;
    take(event, seen, kinds);
  };
  const kinds = new Map<number, string>();
  const host = watched(deps.host, (event) => (seen.hasLogprobs ||= hasLogprobs(event)));
  const facts = () => ({
    ...(seen.usage && { usage: seen.usage }),
    ...(firstTokenMs !== undefined && { firstTokenMs }),
  });
  try {
    await streamAnswer(endpoint, probeRequest(id, model), {
      ...{ ...deps, host, onEvent },
      amend: (body) => ({ ...body, ...amend(body) }),
    });
  } catch (error) {
    // The model is known to answer, so the refusal is about the ability.
    if (id !== 'answer' && isRefusal(error)) return { state: 'refused', words: error.facts.detail ?? '' };
    throw error;
  }
  return { state: probe.worked(seen) ? 'works' : 'ignored', ...facts() };
}

const isRefusal = (error: unknown): error is ChatError =>
  error instanceof ChatError &&
  (error.kind === 'bad-request' || error.kind === 'unknown-model') &&
  error.facts.status !== 402;

function take(event: ChatEvent, seen: { -readonly [K in keyof Seen]: Seen[K] }, kinds: Map<number, string>): void {
  if (event.type === 'usage') seen.usage = event.usage;
  if (event.type === 'part') {
    kinds.set(event.index, event.part.type);
    if (event.part.type === 'text') seen.text += event.part.text;
    if (event.part.type === 'reasoning') seen.hasReasoning = true;
    if (event.part.type === 'tool-call') seen.toolCalls = [...seen.toolCalls, event.part.name];
  }
  if (event.type === 'delta' && kinds.get(event.index) === 'text') seen.text += event.text;
}

/** Returns a host that passes each event of a stream to `see`, as it came, before it is read. */
const watched = (host: ChatHost, see: (event: unknown) => void): ChatHost => ({
  ...host,
  async openStream(dialect, send, signal) {
    const events = await host.openStream(dialect, send, signal);
    return seeing(events, see);
  },
});

async function* seeing(
  events: AsyncIterator<WireEvent>,
  see: (event: unknown) => void,
): AsyncGenerator<WireEvent, void, undefined> {
  for (let next = await events.next(); next.done !== true; next = await events.next()) {
    if (next.value.type === 'event') see(next.value.value);
    yield next.value;
  }
}

/** Kinds of errors after which further requests tell nothing new. */
const hopeless: readonly ErrorView['kind'][] = [
  'missing-key',
  'wrong-key',
  'unreachable',
  'invalid-url',
  'rate-limited',
];

/**
 * Runs probes one after the other, `answer` before all others: a model that does not answer gets no more requests. No
 * probe follows one that was stopped, or that failed with one of the `hopeless` errors.
 */
export async function runProbes(
  ids: readonly ProbeId[],
  run: (id: ProbeId) => Promise<Outcome<ProbeFinding>>,
  onFound: (found: ProbeResult) => void,
): Promise<ProbeResult[]> {
  const all: ProbeResult[] = [];
  for (const probe of probesToAsk(ids)) {
    const found = { probe, outcome: await run(probe) };
    all.push(found);
    onFound(found);
    const { outcome } = found;
    if (outcome.status === 'stopped') break;
    if (outcome.status === 'failed' && (probe === 'answer' || hopeless.includes(outcome.error.kind))) break;
  }
  return all;
}

/** Returns the abilities that findings prove. A request without effect proves none, as it may be chance. */
export function abilitiesFound(all: readonly ProbeResult[]): Abilities {
  const found: { -readonly [K in keyof Abilities]: Abilities[K] } = {};
  for (const { probe, outcome } of all) {
    if (outcome.status !== 'done') continue;
    const { state, usage } = outcome.value;
    if (probe === 'answer') {
      found.streaming = true;
      found.usage = usage !== undefined;
    } else if (state !== 'ignored') found[probe] = state === 'works';
  }
  return found;
}
