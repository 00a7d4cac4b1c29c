import assert from 'node:assert/strict';
import type { RecordedEnd } from '../../../src/core/chat/messages/recordedEnd';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf } from '../../fakes/providerViews';
import type { ScriptedHost } from '../../fakes/scriptedHost';
import { poll } from '../../support/poll';

const second = { providerId: 'ollama', model: 'llama3.2' };

/** Two columns of two providers, with a message for both. */
const two = (prepare: (host: ScriptedHost) => void = () => undefined): FakePageHost =>
  new FakePageHost(undefined, (host) => {
    host.draft = draftOf({ providerId: 'openai', model: 'gpt-5.1', message: 'Hello' });
    host.addColumn('two', second);
    prepare(host);
  });

const columnsOf = ({ page }: FakePageHost): HTMLElement[] => [...page.querySelectorAll<HTMLElement>('ai-column')];
const inColumn = (host: FakePageHost, at: number, testId: string): HTMLElement | null =>
  columnsOf(host)[at]?.querySelector<HTMLElement>(`[data-testid="${testId}"]`) ?? null;
const sentTo = (host: FakePageHost) => host.of('send').map(({ column, draft }) => [column, draft.model, draft.message]);

describe('a page with two columns', () => {
  it('shows them side by side, each by its name and with settings of its own, and one message field', async () => {
    const host = two();
    await poll('two columns', () => inColumn(host, 1, 'settings') !== null);
    assert.deepEqual(
      columnsOf(host).map((column) => column.getAttribute('aria-label')),
      ['1: gpt-5.1', '2: llama3.2'],
    );
    assert.match(inColumn(host, 1, 'settings')?.textContent ?? '', /llama3\.2 · Ollama/);
    assert.equal(host.page.querySelectorAll('textarea[data-testid="message"]').length, 1);
    assert.equal(host.text('destination'), 'Goes to api.openai.com · Stays on this machine (127.0.0.1:11434)');
    const ids = [...host.page.querySelectorAll('[id]')].map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, i) => ids.indexOf(id) !== i),
      [],
    );
  });

  it('sends one message to both, and says that they belong together', async () => {
    const host = two();
    await host.click('send');
    assert.deepEqual(sentTo(host), [
      ['first', 'gpt-5.1', 'Hello'],
      ['two', 'llama3.2', 'Hello'],
    ]);
    const [one, other] = host.of('send').map(({ group }) => group);
    assert.ok(one !== undefined && one === other);
  });

  it('sends the values of variables to both, also of those that only one has in its system prompt', async () => {
    const host = two((before) => before.addColumn('three', { ...second, system: 'You are {{who}}.' }));
    await host.type('variable-who', 'a cook');
    await host.click('send');
    const sets = [{ name: 'Set 1', values: [{ name: 'who', value: 'a cook' }] }];
    assert.deepEqual(
      host.of('send').map(({ draft }) => draft.variables?.sets),
      [sets, sets, sets],
    );
  });

  it('sends to one that is chosen, and by Alt+Enter to the one that was used last', async () => {
    const host = two();
    const choice = await host.element('send-to');
    choice.value = 'two';
    choice.dispatchEvent(new Event('change'));
    await host.click('send');
    assert.deepEqual(sentTo(host), [['two', 'llama3.2', 'Hello']]);
    assert.equal(host.of('send')[0]?.group, undefined);
    columnsOf(host)[0]?.querySelector<HTMLElement>('[data-testid="settings"]')?.focus();
    await host.press('message', 'Enter', { altKey: true });
    assert.deepEqual(sentTo(host).at(-1), ['first', 'gpt-5.1', 'Hello']);
  });

  it('sends nothing while one of them has no model, and goes to that field', async () => {
    const host = two((before) => before.addColumn('three', { providerId: 'ollama' }));
    await host.click('send');
    assert.deepEqual(host.of('send'), []);
    await poll('the focus', () => document.activeElement?.id === 'model-three');
  });

  it('stops one or all', async () => {
    const host = two();
    await host.element('send');
    host.startTurn({ prompt: 'Hello' });
    host.startTurn({ prompt: 'Hello' }, 'two');
    await poll('a stop in the second', () => inColumn(host, 1, 'stop-column'));
    inColumn(host, 1, 'stop-column')?.click();
    assert.deepEqual(host.of('stop'), [{ type: 'stop', column: 'two' }]);
    assert.equal(host.text('stop'), 'Stop All');
    await host.click('stop');
    assert.deepEqual(
      host.of('stop').map(({ column }) => column),
      ['two', 'first', 'two'],
    );
  });

  it('takes the focus to the message when the column that is stopped has stopped', async () => {
    const host = two();
    await host.element('send');
    const { answerId } = host.startTurn({ prompt: 'Hello' }, 'two');
    const stop = await poll('a stop in the second', () => inColumn(host, 1, 'stop-column') ?? undefined);
    stop.focus();
    stop.click();
    host.apply({ type: 'answerEnded', node: answerId, end: { status: 'stopped' } });
    await poll('no stop', () => inColumn(host, 1, 'stop-column') === null);
    await poll('the focus', () => document.activeElement?.id === 'message');
  });

  it('stops by Escape the one that has the focus, or all', async () => {
    const host = two();
    await host.element('send');
    host.startTurn({ prompt: 'Hello' });
    host.startTurn({ prompt: 'Hello' }, 'two');
    const stop = await poll('a stop in the second', () => inColumn(host, 1, 'stop-column') ?? undefined);
    stop.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    await host.press('message', 'Escape');
    assert.deepEqual(
      host.of('stop').map(({ column }) => column),
      ['two', 'first', 'two'],
    );
  });

  it('offers no mark and no way on from an answer that failed', async () => {
    const host = two((before) => void before.addTurn({ end: { status: 'failed' } }));
    await poll('its facts', () => inColumn(host, 0, 'stats'));
    assert.deepEqual([inColumn(host, 0, 'mark-best'), inColumn(host, 0, 'go-on')], [null, null]);
    assert.ok(inColumn(host, 0, 'retry-times'));
  });

  it('lets one take a message while the other streams', async () => {
    const host = two();
    await host.element('send');
    host.startTurn({ prompt: 'Hello' });
    await host.element('stop');
    assert.equal(host.find('send'), null);
    const choice = await host.element('send-to');
    choice.value = 'two';
    choice.dispatchEvent(new Event('change'));
    await host.click('send');
    assert.deepEqual(sentTo(host), [['two', 'llama3.2', 'Hello']]);
    assert.ok(host.find('stop'));
  });

  it('shows in its own column why something was not sent, and gives the message back', async () => {
    const host = two();
    await host.click('send');
    host.changeDraft({ message: '' });
    host.say({ type: 'notSent', column: 'two', reason: 'It does not fit.' });
    await poll('the reason', () => inColumn(host, 1, 'not-sent'));
    assert.equal(inColumn(host, 0, 'not-sent'), null);
    inColumn(host, 1, 'put-back')?.click();
    assert.equal(host.store.message, 'Hello');
  });

  it('keeps a message that was not sent in one of them where the other one goes on from a turn of both', async () => {
    const host = two((before) => {
      const { answerId } = before.addTurn({ answer: 'Blue' });
      before.apply({ type: 'columnSet', column: { id: 'two', leaf: answerId } });
    });
    await host.click('send');
    host.changeDraft({ message: '' });
    host.say({ type: 'notSent', column: 'first', reason: 'It does not fit.' });
    await poll('the reason', () => inColumn(host, 0, 'not-sent'));
    host.startTurn({ prompt: 'Hello' }, 'two');
    await poll('the answer', () => inColumn(host, 1, 'stop-column'));
    inColumn(host, 0, 'put-back')?.click();
    assert.equal(host.store.message, 'Hello');
  });

  it('shows the same facts in the same order below the answers of both', async () => {
    const host = two((before) => {
      before.addTurn({ answer: 'Blue', end: { status: 'done', finishReason: 'stop', durationMs: 1_500 } });
      before.addTurn({ answer: 'Red, or so', end: { status: 'done', finishReason: 'length' } }, 'two');
    });
    await poll('facts in both', () => inColumn(host, 0, 'stats') && inColumn(host, 1, 'stats'));
    const factsIn = (at: number) =>
      [...(inColumn(host, at, 'stats')?.querySelectorAll('div') ?? [])].map((row) =>
        [...row.children].map(({ textContent }) => textContent.trim()).join(' '),
      );
    assert.deepEqual(
      factsIn(0).map((row) => row.split(' ')[0]),
      factsIn(1).map((row) => row.split(' ')[0]),
    );
    assert.ok(factsIn(0).includes('Time 1.5 s') && factsIn(0).includes('Cost –'));
    assert.ok(factsIn(1).includes('Finish Stopped at the output limit'));
    assert.ok(factsIn(1).includes('Length 10 characters'));
  });

  it('marks the best answer, and takes the mark back', async () => {
    const host = two((before) => {
      before.addTurn({ answer: 'Blue' });
      before.addTurn({ answer: 'Red' }, 'two');
    });
    const star = await poll('a star', () => inColumn(host, 1, 'mark-best') ?? undefined);
    assert.equal(star.getAttribute('aria-pressed'), 'false');
    star.click();
    await poll('the mark', () => inColumn(host, 1, 'best'));
    assert.equal(inColumn(host, 1, 'mark-best')?.getAttribute('aria-pressed'), 'true');
    inColumn(host, 1, 'mark-best')?.click();
    await poll('no mark', () => inColumn(host, 1, 'best') === null);
  });

  it('goes on from one answer, and offers to undo that until a message is sent', async () => {
    const host = two((before) => {
      before.addTurn({ answer: 'Blue' });
      before.addTurn({ answer: 'Red', target: { model: 'llama3.2' } }, 'two');
    });
    (await poll('the button', () => inColumn(host, 1, 'go-on') ?? undefined)).click();
    assert.deepEqual(host.of('goOnFrom'), [{ type: 'goOnFrom', column: 'two' }]);
    await poll('the line', () =>
      host.text('undo-line').startsWith('All columns continue from the answer of llama3.2.'),
    );
    await host.click('undo-columns');
    assert.equal(host.of('undoColumns').length, 1);
    await poll('no line', () => host.find('undo-line') === null);
    inColumn(host, 1, 'go-on')?.click();
    await host.element('undo-line');
    await host.click('send');
    await poll('no line', () => host.find('undo-line') === null);
  });

  it('keeps the focus when a column is added or removed, its settings in the composer with the last', async () => {
    const host = new FakePageHost(undefined, (before) => (before.draft = draftOf({ model: 'gpt-5.1' })));
    const model = await host.element('model');
    model.focus();
    host.addColumn('two', second);
    host.snapshot();
    await poll('two columns', () => inColumn(host, 1, 'remove-column'));
    await poll('the focus', () => document.activeElement === model);
    const remove = inColumn(host, 1, 'remove-column');
    remove?.focus();
    remove?.click();
    await poll('one column', () => columnsOf(host).length === 1);
    await poll('the focus', () => document.activeElement?.getAttribute('data-testid') === 'settings');
    assert.ok(host.page.querySelector('.composer ai-column-settings'));
  });

  it('folds the settings of the first when a second one comes, unless somebody is in them', async () => {
    for (const isIn of [false, true]) {
      const host = new FakePageHost({ settingsOpen: true }, (before) => (before.draft = draftOf({ model: 'gpt-5.1' })));
      const isOpen = () => inColumn(host, 0, 'settings')?.getAttribute('aria-expanded');
      (await host.element(isIn ? 'model' : 'message')).focus();
      host.addColumn('two', second);
      host.snapshot();
      await poll('its settings', () => isOpen() === String(isIn));
    }
  });

  it('says with its name what streams, and what ends, in one go', async () => {
    const host = two();
    await host.element('send');
    host.startTurn({ prompt: 'Hello' });
    host.startTurn({ prompt: 'Hello' }, 'two');
    await poll('both', () => host.announced === '1: gpt-5.1: Answer started. 2: llama3.2: Answer started');
  });

  it('has a button for a column more, up to six', async () => {
    const host = two();
    await host.click('add-column');
    assert.deepEqual(host.of('addColumn'), [{ type: 'addColumn', column: 'first' }]);
    for (const id of ['3', '4', '5', '6']) host.addColumn(id, second);
    host.snapshot();
    await poll('no more', () => host.isDisabled('add-column'));
  });
});

describe('several answers to one message', () => {
  const done = (usd: number, durationMs: number): RecordedEnd => ({
    ...{ status: 'done', durationMs },
    cost: { known: true, usd, lines: [], checked: '2026-01-01' },
  });

  it('are paged through while they come, and their spread is one line when they are there', async () => {
    const host = new FakePageHost(undefined, (before) => (before.draft = draftOf({ model: 'gpt-5.1' })));
    const { promptId, answerId } = host.startTurn({ prompt: 'Hello' });
    const other = host.startAnswer(promptId);
    host.grow('Blue', 'text', answerId);
    host.grow('Red, or so', 'text', other);
    await host.element('pager');
    assert.equal(host.isDisabled('previous-answer'), false);
    host.end(done(0.002, 1_000), answerId);
    await host.element('stop');
    host.end(done(0.004, 3_000), other);
    await poll('the spread', () => host.text('spread') !== '');
    assert.equal(host.text('spread'), '2 answers: 4 to 10 characters · $0.002 to $0.004 · 1.0 s to 3.0 s');
  });

  it('are asked for with one button', async () => {
    const host = new FakePageHost(undefined, (before) => void before.addTurn({ answer: 'Blue' }));
    await host.click('retry-times');
    assert.deepEqual(host.of('retryTimes'), [{ type: 'retryTimes', column: 'first', answerId: 'answer-2' }]);
  });
});
