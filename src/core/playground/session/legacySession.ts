import * as v from 'valibot';
import { checkedEvent } from './checkedEvent';
import type { Part, SessionEvent } from './sessionSchema';
import { firstColumnId } from './sessionTree';

// The form of `playground.json`, as versions before 0.3 kept the one conversation of a window.

const optionalText = v.fallback(v.string(), '');
const oldTurn = v.looseObject({
  id: v.pipe(v.string(), v.minLength(1)),
  providerId: optionalText,
  providerName: optionalText,
  host: optionalText,
  model: optionalText,
  system: optionalText,
  message: v.string(),
  temperature: v.fallback(v.nullable(v.number()), null),
  maxOutputTokens: v.fallback(v.nullable(v.number()), null),
  answer: v.fallback(v.looseObject({ text: optionalText, reasoning: optionalText }), { text: '', reasoning: '' }),
});
const oldSession = v.object({ turns: v.array(v.unknown()), draft: v.optional(v.unknown()) });

/**
 * The events of a session with the turns and the draft of an old one, or `undefined` when `value` is none. A turn that
 * cannot be read costs itself. `at`: when the file was written, for what has no time of its own.
 */
export function eventsOfLegacySession(value: unknown, at: number): SessionEvent[] | undefined {
  const parsed = v.safeParse(oldSession, value);
  if (!parsed.success) return undefined;
  const events: SessionEvent[] = [];
  let leaf: string | null = null;
  for (const entry of parsed.output.turns) {
    const turn = v.safeParse(oldTurn, entry);
    if (!turn.success) continue;
    const nodes = nodesOf(turn.output, leaf, at).map((node) => checkedEvent({ type: 'nodeAdded', node }));
    if (!nodes.every((event) => event !== undefined)) continue;
    events.push(...nodes);
    leaf = turn.output.id;
  }
  const more = [
    { type: 'columnSet', column: { id: firstColumnId, leaf } },
    { type: 'draftChanged', draft: parsed.output.draft },
  ];
  return [...events, ...more.flatMap((event) => checkedEvent(event) ?? [])];
}

function nodesOf(turn: v.InferOutput<typeof oldTurn>, parent: string | null, at: number): unknown[] {
  const { id, providerId, providerName, host, model, temperature, maxOutputTokens, answer } = turn;
  const { text, reasoning, ...end } = answer;
  const parts: Part[] = [
    ...(reasoning === '' ? [] : [{ type: 'reasoning' as const, text: reasoning }]),
    ...(text === '' ? [] : [{ type: 'text' as const, text }]),
  ];
  const promptId = `${id}-prompt`;
  return [
    { kind: 'prompt', id: promptId, parent, at, system: turn.system, parts: [{ type: 'text', text: turn.message }] },
    {
      status: 'stopped',
      ...end,
      kind: 'answer',
      id,
      parent: promptId,
      at,
      target: { providerId, providerName, host, model, temperature, maxOutputTokens },
      parts,
    },
  ];
}
