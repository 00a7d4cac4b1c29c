import fc from 'fast-check';
import { emptyDraft, firstColumnId } from '../../src/core/playground/session/sessionSchema';
import type { MessagePart } from '../../src/core/chat/messages/chatTypes';
import type {
  AnswerNode,
  Draft,
  PromptNode,
  SessionEvent,
  Target,
  Variables,
} from '../../src/core/playground/session/sessionSchema';
import { draftIn, emptySession, newestLeaf, reduceSession } from '../../src/core/playground/session/sessionTree';
import type { Session } from '../../src/core/playground/session/sessionTree';
import { checksumOf, edited } from '../../src/core/playground/session/textEdit';
import { anyCharacter } from './anyCharacter';

export const target: Target = {
  providerId: 'maker',
  providerName: 'Maker',
  host: 'api.example.com',
  origin: 'https://api.example.com',
  model: 'maker-1',
  temperature: null,
  maxOutputTokens: null,
};

export const promptOf = (id: string, parent: string | null = null, more: Partial<PromptNode> = {}): PromptNode => ({
  kind: 'prompt',
  id,
  parent,
  at: 1_000,
  system: '',
  parts: [{ type: 'text', text: `question ${id}` }],
  ...more,
});

export const answerOf = (id: string, parent: string, more: Partial<AnswerNode> = {}): AnswerNode => ({
  kind: 'answer',
  id,
  parent,
  at: 1_001,
  target,
  parts: [],
  status: 'streaming',
  ...more,
});

/** An answer that is there, of one piece of text. */
export const doneAnswer = (id: string, parent: string, text: string, more: Partial<AnswerNode> = {}): AnswerNode =>
  answerOf(id, parent, { status: 'done', parts: [{ type: 'text', text }], ...more });

export const shows = (leaf: string | null): SessionEvent => ({
  type: 'columnSet',
  column: { id: firstColumnId, leaf },
});

export const reduceAll = (session: Session, events: Iterable<SessionEvent>): Session =>
  [...events].reduce(reduceSession, session);

/** A session of these nodes, which shows the last of them. */
export function sessionOf(...nodes: (PromptNode | AnswerNode)[]): Session {
  const added = nodes.map((node): SessionEvent => ({ type: 'nodeAdded', node }));
  return reduceAll(emptySession('s', 500), [...added, shows(nodes.at(-1)?.id ?? null)]);
}

/** Everything that a session holds, in a form that `deepEqual` compares whatever way it came about. */
export const contentOf = ({ nodes, children, ...rest }: Session) => ({
  ...rest,
  nodes: [...nodes],
  children: new Map(children),
});

/** With the prototype that JSON gives: records of fast-check may have none. */
const plain = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> => arbitrary.map((value) => structuredClone(value));
const text = fc.string({ unit: anyCharacter, maxLength: 12 });
const opaque = fc.record({ dialect: fc.constant('anthropic-messages' as const), json: text });

const valueSets: readonly Variables[] = [
  { sets: [], chosen: 0 },
  { sets: [{ name: 'a', values: [{ name: 'x', value: 'y' }] }], chosen: 0 },
];

const attachment = { blob: '0f'.repeat(32), mediaType: 'image/png', name: 'a.png', bytes: 70, width: 2, height: 1 };

export const drafts: fc.Arbitrary<Draft> = plain(
  fc.record({
    providerId: fc.option(text),
    model: text,
    system: text,
    message: text,
    temperature: fc.option(fc.constantFrom(0, 0.7, 2)),
    maxOutputTokens: fc.option(fc.integer({ min: 1, max: 10_000_000 })),
    sampling: fc.constantFrom('', 'top_k=40 seed=7', 'what is this'),
    bodyFields: fc.constantFrom('', '{"user": "-->"}', '{\n  "a'),
    tools: fc.constantFrom('', '[{"name": "find"}]', '[{'),
    toolChoice: fc.constantFrom('', 'required', 'find'),
    schema: fc.constantFrom('', '{"type": "object"}', '{'),
    toolMocks: fc.constantFrom('', '{"find": "here"}'),
    toolResults: fc.array(fc.record({ callId: text, text }), { maxLength: 2 }),
    attachments: fc.constantFrom([], [attachment]),
    editing: fc.constantFrom('', 'p1', '+'),
    edited: text,
    variables: fc.constantFrom(...valueSets),
  }),
);

/** As a draft is stored whose system prompt is the one before. */
const draftsWithoutSystem = drafts.map(({ providerId, model, message, temperature, maxOutputTokens }) => ({
  providerId,
  model,
  message,
  temperature,
  maxOutputTokens,
}));

const parts: fc.Arbitrary<MessagePart> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text }),
  fc.record({ type: fc.constant('reasoning' as const), text, opaque }, { requiredKeys: ['type', 'text'] }),
  fc.record({ type: fc.constant('tool-call' as const), id: text, name: text, input: text }),
  fc.record({ type: fc.constant('image' as const), blob: text, mediaType: text }),
);

const ends: fc.Arbitrary<Extract<SessionEvent, { type: 'answerEnded' }>['end']> = fc.record(
  {
    status: fc.constantFrom('done', 'stopped', 'failed'),
    finishReason: fc.constantFrom('stop', 'length', 'window-full', 'answer-limit'),
    usage: fc.record(
      { inputTokens: fc.nat(1_000_000), outputTokens: fc.nat(1_000), cacheWriteTokens: fc.nat(10) },
      { requiredKeys: ['inputTokens', 'outputTokens'] },
    ),
    usageReceived: text,
    durationMs: fc.nat(10_000),
  },
  { requiredKeys: ['status'] },
);

/** Few ids, so that events meet the same nodes. */
const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const index = fc.nat(2);

/** In place of a checksum that is not known yet. */
const fits = 0;

/** The events with the checksums of the texts that stand where they edit them. */
function withChecksums(events: readonly SessionEvent[]): SessionEvent[] {
  let session = emptySession('s', 7);
  return events.map((event) => {
    const isFitting = event.type === 'draftEdited' && event.before === fits;
    const told = isFitting ? { ...event, ...checksumsOf(session, event) } : event;
    session = reduceSession(session, told);
    return told;
  });
}

function checksumsOf(session: Session, event: Extract<SessionEvent, { type: 'draftEdited' }>) {
  const text = draftIn(session, event.column ?? firstColumnId)[event.field] ?? '';
  return { before: checksumOf(text), after: checksumOf(edited(text, event)) };
}

const events: fc.Arbitrary<SessionEvent> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ type: fc.constant('titled' as const), title: text }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('draftChanged' as const), draft: drafts }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('draftChanged' as const), draft: draftsWithoutSystem }) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        type: fc.constant('draftEdited' as const),
        field: fc.constantFrom('message' as const, 'system' as const),
        // Where it fits whatever text is there.
        at: fc.constant(0),
        removed: fc.nat(14),
        text,
        // Of a text that was lost, or of the one that stands there.
        before: fc.constantFrom(1, fits),
        after: fc.constant(2),
        column: fc.constantFrom(firstColumnId, 'second'),
      },
      { requiredKeys: ['type', 'field', 'at', 'removed', 'text', 'before', 'after'] },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('nodeAdded' as const),
      node: fc.record(
        {
          kind: fc.constant('prompt' as const),
          id: ids,
          parent: fc.option(ids),
          at: fc.nat(9),
          system: text,
          parts: fc.array(parts, { maxLength: 2 }),
          group: fc.constantFrom('g', 'h'),
        },
        { requiredKeys: ['kind', 'id', 'parent', 'at', 'system', 'parts'] },
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('nodeAdded' as const),
      node: fc.record({
        kind: fc.constant('answer' as const),
        id: ids,
        parent: ids,
        at: fc.nat(9),
        target: fc.constant(target),
        parts: fc.array(parts, { maxLength: 2 }),
        status: fc.constantFrom('streaming' as const, 'done' as const),
      }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('partStarted' as const), node: ids, index, part: parts }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('partGrew' as const), node: ids, index, text }) },
  {
    weight: 1,
    arbitrary: fc.record(
      { type: fc.constant('partEnded' as const), node: ids, index, opaque },
      { requiredKeys: ['type', 'node', 'index'] },
    ),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('answerEnded' as const), node: ids, end: ends }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('columnSet' as const),
      column: fc.record({ id: fc.constantFrom(firstColumnId, 'second'), leaf: fc.option(ids) }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('bestMarked' as const), node: ids, isBest: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('columnRemoved' as const), id: fc.constantFrom(firstColumnId, 'second') }),
  },
);

/** Any events, most of which do not fit what is there. */
export const anyEvents: fc.Arbitrary<SessionEvent[]> = plain(fc.array(events, { maxLength: 40 }).map(withChecksums));

/** Deeds of a user: asks, asks again, pages through answers; and those of a provider. */
export type Deed = { readonly do: 'ask' | 'retry' | 'page' | 'grow' | 'reason' | 'end'; readonly pick: number };

export const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.record({ do: fc.constantFrom('ask', 'ask', 'retry', 'page', 'grow', 'grow', 'reason', 'end'), pick: fc.nat(99) }),
  { maxLength: 40 },
);

/** The events of a deed in `session`; ids and times count the nodes. */
export function eventsOf(session: Session, deed: Deed): SessionEvent[] {
  const number = session.nodes.size;
  const leaf = session.columns[0]?.leaf ?? null;
  const answers = [...session.nodes.values()].filter((node) => node.kind === 'answer');
  const answer = answers[deed.pick % Math.max(1, answers.length)];
  const started = (parent: string): SessionEvent => ({
    type: 'nodeAdded',
    node: answerOf(`a${number}`, parent, { at: number + 1 }),
  });
  if (deed.do === 'ask') {
    const node = promptOf(`p${number}`, leaf, { at: number });
    return [{ type: 'nodeAdded', node }, started(node.id), shows(`a${number}`)];
  }
  if (answer?.parent === undefined || answer.parent === null) return [];
  switch (deed.do) {
    case 'retry':
      return [started(answer.parent), shows(`a${number}`)];
    case 'page':
      return [shows(newestLeaf(session, answer.id))];
    case 'end':
      return [{ type: 'answerEnded', node: answer.id, end: { status: 'done', durationMs: deed.pick } }];
    case 'grow':
    case 'reason':
      return growth(answer, deed);
  }
}

function growth({ id, parts }: AnswerNode, deed: Deed): SessionEvent[] {
  const type = deed.do === 'reason' ? 'reasoning' : 'text';
  const words = `${type} ${deed.pick} `;
  const index = parts.findIndex((part) => part.type === type);
  return index >= 0 && deed.pick % 3 > 0
    ? [{ type: 'partGrew', node: id, index, text: words }]
    : [{ type: 'partStarted', node: id, index: parts.length, part: { type, text: deed.pick % 2 ? words : '' } }];
}

export const draftOf = (more: Partial<Draft>): Draft => ({ ...emptyDraft, ...more });
