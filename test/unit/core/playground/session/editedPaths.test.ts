import assert from 'node:assert/strict';
import { branchesOf, withText, withoutMessage } from '../../../../../src/core/playground/session/branches';
import type { AnswerNode, PromptNode } from '../../../../../src/core/playground/session/sessionSchema';
import { unknownTarget } from '../../../../../src/core/playground/session/sessionSchema';
import { reduceSession, turnsTo } from '../../../../../src/core/playground/session/sessionTree';
import type { Session } from '../../../../../src/core/playground/session/sessionTree';
import { turnHeads } from '../../../../../src/core/playground/session/turnHeads';
import { answerOf, doneAnswer, promptOf, sessionOf, shows, target } from '../../../../support/sessionEvents';

const making = () => {
  let number = 0;
  return { randomId: () => `new-${number++}`, now: () => 9 };
};
const error = { kind: 'server-error', message: 'It broke.', advice: 'Again.', actions: [] } as const;
const call = { type: 'tool-call', id: 't', name: 'find', input: '{}' } as const;
const result = { type: 'tool-result', callId: 't', parts: [{ type: 'text', text: 'Found.' }] } as const;

/** The answer of the second turn, when the message of the first one is written anew. */
function keptAfterEdit(second: Partial<AnswerNode>): AnswerNode {
  const session = sessionOf(
    ...[promptOf('p1'), doneAnswer('a1', 'p1', 'One'), promptOf('p2', 'a1')],
    answerOf('a2', 'p2', { status: 'done', parts: [{ type: 'text', text: 'Two' }], ...second }),
  );
  const branch = withText(turnsTo(session, 'a2'), { editing: 'p1', edited: 'Other' }, making());
  const last = branch?.nodes.at(-1);
  assert.ok(last?.kind === 'answer');
  assert.equal(last.id, branch?.leaf);
  return last;
}

describe('an answer that is kept below a message with another text', () => {
  for (const [what, second, expected] of [
    ['that it came so', {}, { made: 'kept' }],
    ['that it was continued', { made: 'continued' }, { made: 'continued' }],
    ['that its start was given', { made: 'begun' }, { made: 'begun' }],
    ['that it is edited', { made: 'edited' }, { made: 'edited' }],
    ['that it was written by hand', { made: 'by-hand' }, { made: 'by-hand' }],
    ['that it was cut off', { finishReason: 'length' }, { finishReason: 'length' }],
    ['that it failed, and why', { status: 'failed', error }, { status: 'failed', error }],
  ] satisfies [string, Partial<AnswerNode>, Partial<AnswerNode>][]) {
    it(`says still ${what}`, () => {
      const kept = keptAfterEdit(second);
      for (const [name, value] of Object.entries(expected)) assert.deepEqual(kept[name as keyof AnswerNode], value);
      assert.deepEqual(kept.target, target);
    });
  }
});

describe('a message with another text', () => {
  const edited = (prompt: Partial<PromptNode>, answer: Partial<AnswerNode>, editing: string) => {
    const session = sessionOf(promptOf('p1', null, prompt), doneAnswer('a1', 'p1', 'One', answer));
    return withText(turnsTo(session, 'a1'), { editing, edited: 'Other' }, making())?.nodes ?? [];
  };

  it('keeps what it holds besides the text', () => {
    const [prompt] = edited({ parts: [{ type: 'text', text: 'Old' }, result], system: 'Be brief.' }, {}, 'p1');
    assert.deepEqual(prompt?.parts, [{ type: 'text', text: 'Other' }, result]);
    assert.ok(prompt.kind === 'prompt');
    assert.equal(prompt.system, 'Be brief.');
  });

  it('keeps the calls of tools where it is an answer: what follows has their results', () => {
    const [answer] = edited({}, { parts: [{ type: 'text', text: 'Old' }, call] }, 'a1');
    assert.deepEqual(answer?.parts, [{ type: 'text', text: 'Other' }, call]);
  });

  it('stays by hand, and of no model, where it was written by hand before', () => {
    const of = (made: AnswerNode['made']) => {
      const [answer] = edited({}, { ...(made && { made }) }, 'a1');
      return answer?.kind === 'answer' ? [answer.made, answer.target] : [];
    };
    assert.deepEqual(of('by-hand'), ['by-hand', unknownTarget]);
    assert.deepEqual(of(undefined), ['edited', target]);
    assert.deepEqual(of('edited'), ['edited', target]);
  });

  it('has the parts of both where an answer between two is taken out', () => {
    const session = sessionOf(
      ...[promptOf('p1', null, { parts: [{ type: 'text', text: 'One' }, result] }), doneAnswer('a1', 'p1', 'Yes')],
      ...[promptOf('p2', 'a1'), doneAnswer('a2', 'p2', 'Two')],
    );
    const joined = withoutMessage(turnsTo(session, 'a2'), 'a1', making())?.nodes[0];
    assert.deepEqual(joined?.parts, [{ type: 'text', text: 'One\n\nquestion p2' }, result]);
  });
});

describe('the list of branches', () => {
  it('has what is shown also where something stands below it', () => {
    const nodes = [promptOf('p1'), doneAnswer('a1', 'p1', 'One'), promptOf('p2', 'a1'), doneAnswer('a2', 'p2', 'Two')];
    const session = reduceSession(sessionOf(...nodes), shows('a1'));
    assert.deepEqual(
      branchesOf(session, session.columns[0]!.id).map(({ leaf, isShown, turns }) => [leaf, isShown, turns]),
      [
        ['a2', false, 2],
        ['a1', true, 1],
      ],
    );
  });
});

describe('the best answer', () => {
  const mark = (session: Session, node: string) => reduceSession(session, { type: 'bestMarked', node, isBest: true });
  const bestIn = ({ nodes }: Session) =>
    [...nodes.values()].flatMap((node) => (node.kind === 'answer' && node.isBest === true ? node.id : []));

  it('is one for each message that was sent to no other column', () => {
    const session = sessionOf(
      ...[promptOf('p1'), doneAnswer('a1', 'p1', 'One'), doneAnswer('b1', 'p1', 'Uno')],
      ...[promptOf('p2', 'a1'), doneAnswer('a2', 'p2', 'Two')],
    );
    assert.deepEqual(bestIn(mark(mark(session, 'a1'), 'a2')), ['a1', 'a2']);
    assert.deepEqual(bestIn(mark(mark(session, 'a1'), 'b1')), ['b1']);
  });

  it('is one for all columns that a message was sent to', () => {
    const session = sessionOf(
      ...[promptOf('p1', null, { group: 'g' }), doneAnswer('a1', 'p1', 'One')],
      ...[promptOf('q1', null, { group: 'g' }), doneAnswer('b1', 'q1', 'Uno')],
    );
    assert.deepEqual(bestIn(mark(mark(session, 'a1'), 'b1')), ['b1']);
  });
});

describe('the spread of answers', () => {
  const spreadOf = (...answers: AnswerNode[]) => {
    const session = sessionOf(promptOf('p1'), ...answers);
    return turnHeads(session, session.columns[0]!.id)[0]?.siblings.spread;
  };
  const cost = { known: true, usd: 1, lines: [], checked: '' } as const;

  it('is none of one alone, and none of those that failed or were written by hand', () => {
    const one = doneAnswer('a1', 'p1', 'One');
    assert.equal(spreadOf(one), undefined);
    assert.equal(spreadOf(one, answerOf('a2', 'p1', { status: 'failed' })), undefined);
    assert.equal(spreadOf(one, doneAnswer('a2', 'p1', 'Mine', { made: 'by-hand' })), undefined);
    assert.deepEqual(spreadOf(one, doneAnswer('a2', 'p1', 'Three')), { of: 2, characters: { least: 3, most: 5 } });
  });

  it('has a cost and a time only where all have', () => {
    const [one, two] = [
      doneAnswer('a1', 'p1', 'One', { cost, durationMs: 5 }),
      doneAnswer('a2', 'p1', 'Two', { cost }),
    ];
    const characters = { least: 3, most: 3 };
    assert.deepEqual(spreadOf(one, two), { of: 2, characters, usd: { least: 1, most: 1 } });
    assert.deepEqual(spreadOf(one, doneAnswer('a2', 'p1', 'Two')), { of: 2, characters });
  });
});
