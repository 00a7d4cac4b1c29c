import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce } from '../../../../src/core/base/work';
import { savedSession } from '../../../../src/core/playground/export/savedSession';
import { savedText } from '../../../../src/core/playground/export/savedText';
import { readSaved } from '../../../../src/core/playground/import/readSaved';
import { savedEvents } from '../../../../src/core/playground/import/savedEvents';
import { LiveSession } from '../../../../src/core/playground/liveSession';
import type { Column } from '../../../../src/core/playground/column';
import type { AnswerRequest } from '../../../../src/core/playground/session/messagesFor';
import { textOf } from '../../../../src/core/playground/session/nodeText';
import { maxColumns, ownAnswer } from '../../../../src/core/playground/session/sessionSchema';
import { emptySession, turnsOf } from '../../../../src/core/playground/session/sessionTree';
import { answerTo, branchedSession, closeAll, sendable } from '../../../support/conversations';
import type { Open } from '../../../support/conversations';
import { maker } from '../../../support/liveSessions';
import { reduceAll } from '../../../support/sessionEvents';
import { tries } from '../../../support/tries';

// Branches and columns beside the simplest model of them: each column is a plain list of messages and answers.

/** A message and its answer; empty where that failed. */
type Path = readonly (readonly [prompt: string, answer: string])[];

interface Paths {
  columns: Path[];
  /**
   * Columns as they were before one was last removed, or before all went on from one of them. `undefined` where undo has
   * nothing to bring back: after a message is sent, a column is added, or undo has been used.
   */
  before: Path[] | undefined;
}

interface Step {
  readonly open: Open;
  readonly paths: Paths;
  /** Index of the column. */
  readonly at: number;
  readonly column: Column;
  /** Index of the turn in it; none where it has no turn. */
  readonly turn: number | undefined;
  /** Nothing else has this text. */
  readonly text: string;
}

async function ask({ open, column, paths }: Step, asked: AnswerRequest | string, answer: string): Promise<void> {
  assert.ok(typeof asked !== 'string');
  assert.equal(column.send(asked), undefined);
  if (answer === '') {
    open.asked.at(-1)?.end({ status: 'failed' });
    await open.live.whenIdle();
  } else await answerTo(open, answer);
  paths.before = undefined;
}

const idsAt = ({ column, turn }: Step): { prompt: string; answer: string } => {
  const { prompt, answer } = column.turns[turn ?? 0]!;
  return { prompt: prompt.id, answer: answer?.id ?? '' };
};

/** Does the same with the session and with the list; gives the path of the column then. */
const doing: Readonly<Record<string, (step: Step, path: Path) => Promise<Path> | Path>> = {
  async send(step, path) {
    await ask(step, step.column.requestOf(maker, sendable(step.text)), `to ${step.text}`);
    return [...path, [step.text, `to ${step.text}`]];
  },
  async fail(step, path) {
    await ask(step, step.column.requestOf(maker, sendable(step.text)), '');
    return [...path, [step.text, '']];
  },
  async pair({ column, text }, path) {
    await column.saveEdit(sendable(text, { editing: ownAnswer, edited: `by hand ${text}` }));
    return [...path, [text, `by hand ${text}`]];
  },
  async sendEdit(step, path) {
    if (step.turn === undefined) return path;
    const draft = sendable('', { editing: idsAt(step).prompt, edited: step.text });
    await ask(step, step.column.requestEdited(maker, draft), `to ${step.text}`);
    return [...path.slice(0, step.turn), [step.text, `to ${step.text}`]];
  },
  async editPrompt(step, path) {
    if (step.turn === undefined) return path;
    await step.column.saveEdit(sendable('', { editing: idsAt(step).prompt, edited: step.text }));
    return path.map(([prompt, answer], i) => (i === step.turn ? [step.text, answer] : [prompt, answer]));
  },
  async editAnswer(step, path) {
    if (step.turn === undefined) return path;
    await step.column.saveEdit(sendable('', { editing: idsAt(step).answer, edited: step.text }));
    return path.map(([prompt, answer], i) => [prompt, i === step.turn ? step.text : answer]);
  },
  async retry(step, path) {
    if (step.turn === undefined) return path;
    const asked = step.column.requestAgain(idsAt(step).answer, maker);
    assert.ok(asked);
    assert.equal(step.column.retry(asked), undefined);
    await answerTo(step.open, `again ${step.text}`);
    return [...path.slice(0, step.turn), [path[step.turn]![0], `again ${step.text}`]];
  },
  async remove(step, path) {
    if (step.turn === undefined) return path;
    await step.column.deleteMessage(idsAt(step).prompt);
    return path.filter((_, i) => i !== step.turn);
  },
  async removeAnswer({ turn, column, ...step }, path) {
    if (turn === undefined) return path;
    await column.deleteMessage(idsAt({ turn, column, ...step }).answer);
    const next = path[turn + 1];
    const joined: Path = next ? [[`${path[turn]![0]}\n\n${next[0]}`, next[1]]] : [];
    return [...path.slice(0, turn), ...joined, ...path.slice(turn + 2)];
  },
  branch(step, path) {
    if (step.turn === undefined) return path;
    step.column.branchFrom(idsAt(step).answer);
    return path.slice(0, step.turn + 1);
  },
  addColumn({ open, paths, column }, path) {
    const added = open.live.columnSet.add(column);
    assert.equal(added !== undefined, paths.columns.length < maxColumns);
    if (added === undefined) return path;
    paths.columns.push(path);
    paths.before = undefined;
    return path;
  },
  goOn({ open, paths, column }, path) {
    open.live.columnSet.goOnFrom(column);
    paths.before = [...paths.columns];
    paths.columns = paths.columns.map(() => path);
    return path;
  },
};

/** Actions that change which columns there are. */
const doingWithAll: Readonly<Record<string, (step: Step) => void>> = {
  removeColumn({ open, paths, column, at }) {
    open.live.columnSet.remove(column);
    if (paths.columns.length === 1) return;
    paths.before = [...paths.columns];
    paths.columns = paths.columns.filter((_, i) => i !== at);
  },
  undo({ open, paths }) {
    open.live.columnSet.undo();
    paths.columns = paths.before ?? paths.columns;
    paths.before = undefined;
  },
};

const names = [...Object.keys(doing), ...Object.keys(doingWithAll), 'send', 'send', 'addColumn'];
const steps = fc.array(fc.record({ what: fc.constantFrom(...names), column: fc.nat(5), turn: fc.nat(9) }), {
  maxLength: 16,
});

const pathIn = ({ turns }: Pick<Column, 'turns'>): Path =>
  turns.map(({ prompt, answer }) => [textOf(prompt), answer ? textOf(answer) : '(none)']);

/** Messages of what is sent next: a question that was not answered is none of them. */
function sentIn(column: Column): string[] {
  const asked = column.requestOf(maker, sendable('next'));
  assert.ok(typeof asked !== 'string');
  return asked.request.messages.map(({ parts }) => textOf({ parts }));
}

async function take(
  { open, paths }: { open: Open; paths: Paths },
  { what, column: some, turn }: StepWish,
  text: string,
) {
  const at = some % paths.columns.length;
  const path = paths.columns[at]!;
  const column = open.live.columns[at]!;
  const step = { open, paths, at, column, turn: path.length === 0 ? undefined : turn % path.length, text };
  const result = await doing[what]?.(step, path);
  if (result) paths.columns = paths.columns.map((each, i) => (i === at ? result : each));
  doingWithAll[what]?.(step);
}
type StepWish = { readonly what: string; readonly column: number; readonly turn: number };

describe('branches and columns, beside plain lists', () => {
  it('show and send what the lists say, also after the session was opened again, from its store and from a file', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (wishes) => {
        const open = await branchedSession();
        const { live } = open;
        const paths: Paths = { columns: [[]], before: undefined };
        for (const [index, wish] of wishes.entries()) {
          await take({ open, paths }, wish, `text ${index}`);
          assert.deepEqual(live.columns.map(pathIn), paths.columns, `after ${wish.what}`);
          for (const [i, path] of paths.columns.entries()) {
            const answered = path.filter(([, answer]) => answer !== '').flat();
            assert.deepEqual(sentIn(live.columns[i]!), [...answered, 'next'], `after ${wish.what}`);
          }
        }
        const text = [...savedText(savedSession(live.session, { scope: 'session' }))].join('');
        const saved = atOnce(readSaved(text));
        assert.ok(!('problem' in saved));
        let ids = 0;
        const events = atOnce(savedEvents(saved, { backends: [], randomId: () => `n${++ids}` }));
        const copy = reduceAll(emptySession('copy', 0), events);
        assert.deepEqual(
          copy.columns.map(({ id }) => pathIn({ turns: turnsOf(copy, id) })),
          live.session.columns.length === 0 ? [] : paths.columns,
        );
        const isStored = !live.isUnused;
        await live.close();
        if (!isStored) return closeAll();
        const again = new LiveSession(await open.store.open(live.id), open.host);
        assert.deepEqual(again.columns.map(pathIn), paths.columns);
        await again.close();
        await closeAll();
      }),
      tries(60),
    );
  });
});
