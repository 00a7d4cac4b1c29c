import assert from 'node:assert/strict';
import type { ErrorAction, ErrorView } from '../../../src/core/chat/messages/errors';
import { interrupted } from '../../../src/core/playground/session/sessionCodec';
import { FakePageHost } from '../../fakes/pageHost';
import { poll } from '../../support/poll';
import { assertSameElement } from '../../support/sameElement';

const answerShows = (host: FakePageHost, text: string): Promise<unknown> =>
  poll(`the answer "${text}"`, () => host.text('answer').includes(text));
const usage = { inputTokens: 10, outputTokens: 20 };

describe('an answer', () => {
  it('grows by its deltas in order', async () => {
    const host = new FakePageHost();
    host.startTurn();
    for (const text of ['One ', '**two', '** thr', 'ee']) host.grow(text);
    await answerShows(host, 'One two three');
    assert.equal(host.find('answer')?.querySelector('strong')?.textContent, 'two');
  });

  it('shows its reasoning apart, as plain text', async () => {
    const host = new FakePageHost();
    host.startTurn();
    host.grow('Let me **think**', 'reasoning');
    const reasoning = await host.element('reasoning');
    await poll('the reasoning', () => reasoning.textContent.includes('Let me **think**'));
    assert.equal(host.text('stats'), 'Reasoning…');
  });

  it('asks for a snapshot when an event is missing, and ignores events until it comes', async () => {
    const host = new FakePageHost();
    const { answerId } = host.startTurn();
    assert.equal(host.of('ready').length, 1);
    host.silent = true;
    host.event(
      { type: 'answerGrew', column: 'first', answerId, text: 'lost its beginning', reasoning: '' },
      host.seq + 7,
    );
    host.event({ type: 'answerGrew', column: 'first', answerId, text: ' and goes on', reasoning: '' });
    assert.equal(host.of('ready').length, 2);
    host.grow('All of it');
    host.snapshot();
    host.grow(', and more');
    await answerShows(host, 'All of it, and more');
    assert.equal(host.of('ready').length, 2);
  });

  it('is asked for again after a snapshot, where the question before it is not answered any more', async () => {
    const host = new FakePageHost(undefined, (scripted) => {
      scripted.holdsAnswers = true;
      scripted.addTurn({ answer: 'There after all' });
    });
    await poll('the question', () => host.of('bodies').length === 1);
    host.holdsAnswers = false;
    host.snapshot();
    await answerShows(host, 'There after all');
  });

  it('takes no event twice', async () => {
    const host = new FakePageHost();
    const { answerId } = host.startTurn();
    host.grow('once ');
    host.event({ type: 'answerGrew', column: 'first', answerId, text: 'twice ', reasoning: '' }, host.seq - 1);
    host.seq += 1;
    host.grow('end');
    await answerShows(host, 'end');
    assert.equal(host.text('answer'), 'once end');
  });

  it('is asked for again where its text came too late for what grew meanwhile', async () => {
    const host = new FakePageHost();
    host.holdsAnswers = true;
    const { answerId } = host.startTurn();
    await poll('the question', () => host.of('bodies').length === 1);
    host.grow('Early ');
    // Texts from before the growth, that say so by their number.
    const [question] = host.of('bodies');
    const body = {
      promptId: question!.promptIds[0]!,
      answerId,
      system: '',
      prompt: 'Hello',
      reasoning: '',
      answer: '',
    };
    host.say({ type: 'bodies', column: 'first', request: question!.request, seq: host.seq - 1, bodies: [body] });
    await poll('the second question', () => host.of('bodies').length === 2);
    host.answerNow();
    host.grow('and late');
    await answerShows(host, 'Early and late');
  });

  it('is asked for in vain a few times only', async () => {
    const host = new FakePageHost(undefined, (before) => {
      before.holdsAnswers = true;
      before.addTurn({ answer: 'The real one' });
    });
    for (let asked = 1; asked <= 10; asked += 1) {
      await new Promise((resolve) => setTimeout(resolve));
      const question = host.of('bodies').at(-1);
      if (question === undefined) continue;
      const [promptId = ''] = question.promptIds;
      const body = { promptId, answerId: 'answer-2', system: '', prompt: 'Hello', reasoning: '', answer: 'Another' };
      host.say({ type: 'bodies', column: 'first', request: question.request, seq: host.seq, bodies: [body] });
    }
    await answerShows(host, 'Another');
    assert.ok(host.of('bodies').length <= 4, `${host.of('bodies').length} questions`);
  });

  it('is stopped by the button and by Escape', async () => {
    const host = new FakePageHost();
    host.startTurn();
    await host.click('stop');
    const event = await host.press('message', 'Escape');
    assert.equal(host.of('stop').length, 2);
    assert.ok(event.defaultPrevented);
  });

  it('leaves Escape alone when nothing streams, and where it closes a list', async () => {
    const host = new FakePageHost();
    await host.press('message', 'Escape');
    host.startTurn();
    (await host.element('provider')).toggleAttribute('open', true);
    await host.press('provider', 'Escape');
    assert.equal(host.of('stop').length, 0);
  });

  it('hands the focus on when Stop goes away', async () => {
    const host = new FakePageHost();
    host.startTurn();
    (await host.element('stop')).focus();
    host.end({ status: 'stopped' });
    await host.element('send');
    assertSameElement(document.activeElement, host.find('message'));
  });

  it('can be asked again of the model and provider that are chosen now, where those are others', async () => {
    let answerId = '';
    const host = new FakePageHost(undefined, (before) => {
      ({ answerId } = before.addTurn({ target: { providerId: 'openai', model: 'gpt-5.1' }, answer: 'Done.' }));
    });
    host.changeDraft({ providerId: 'openai', model: 'gpt-5.1' });
    await answerShows(host, 'Done.');
    assert.equal(host.find('retry-chosen'), null);
    host.changeDraft({ model: 'gpt-5-mini', temperature: 0.5 });
    await poll('the second button', () => host.text('retry-chosen') === 'Retry with gpt-5-mini');
    assert.match(host.find('retry-chosen')?.title ?? '', /^Ask gpt-5-mini at api\.openai\.com /);
    host.changeDraft({ maxOutputTokens: 100 }); // Other settings are taken as they are when the button is pressed.
    await host.click('retry-chosen');
    const chosen = { providerId: 'openai', model: 'gpt-5-mini', temperature: 0.5, maxOutputTokens: 100 };
    const besides = { sampling: '', bodyFields: '', tools: '', toolChoice: '', schema: '' };
    assert.deepEqual(host.of('retry'), [
      { type: 'retry', column: 'first', answerId, chosen: { ...chosen, ...besides } },
    ]);
    host.changeDraft({ providerId: 'ollama', model: 'gpt-5.1' });
    await poll('the other provider', () => host.text('retry-chosen') === 'Retry at Ollama');
    host.changeDraft({ model: ' ' });
    await poll('no second button', () => host.find('retry-chosen') === null);
    host.changeDraft({ providerId: 'gone', model: 'gpt-5-mini' });
    await host.type('message', 'x');
    assert.equal(host.find('retry-chosen'), null);
  });

  it('can be asked again and copied when it has ended, and not before', async () => {
    const host = new FakePageHost();
    const { promptId, answerId } = host.startTurn();
    await host.element('answer');
    assert.deepEqual([host.find('retry'), host.find('copy')], [null, null]);
    host.grow('Done.');
    host.end();
    assert.match(host.find('retry')?.title ?? '', /^Ask \S+ again$/); // Not the model that is chosen below.
    await host.click('retry');
    await host.click('copy');
    assert.deepEqual(host.of('retry'), [{ type: 'retry', column: 'first', answerId }]);
    assert.deepEqual(host.of('copy'), [{ type: 'copy', answerId }]);
    host.startAnswer(promptId);
    await poll('the old answer to go', () => host.text('answer') === '');
    host.grow('Again.');
    await answerShows(host, 'Again.');
    assert.equal(host.page.querySelectorAll('[data-testid="turn"]').length, 1);
  });

  it('leads to the other answers to the same message, when nothing streams', async () => {
    const host = new FakePageHost();
    const { promptId, answerId } = host.startTurn();
    host.grow('First.');
    host.end();
    await answerShows(host, 'First.');
    assert.equal(host.find('pager'), null);
    host.startAnswer(promptId);
    host.grow('Second.');
    host.end();
    await poll('the pager', () => host.text('pager').includes('2 / 2'));
    assert.ok(host.isDisabled('next-answer'));
    const previous = await host.element('previous-answer');
    previous.focus();
    await host.click('previous-answer');
    assert.deepEqual(host.of('showSibling'), [{ type: 'showSibling', column: 'first', nodeId: answerId }]);
    await answerShows(host, 'First.');
    assert.match(host.text('pager'), /1 \/ 2 Answer 1 of 2/);
    assert.equal(previous.getAttribute('aria-label'), 'Previous Answer');
    // Pressed to its end, it says so and keeps the focus.
    assert.ok(host.isDisabled('previous-answer') && !previous.hasAttribute('disabled'));
    assert.ok(document.activeElement === previous);
    await host.click('previous-answer');
    assert.equal(host.of('showSibling').length, 1);
    host.startTurn();
    await poll('the pager to wait', () => host.isDisabled('next-answer'));
    // A window that only reads may read all of it, whatever the other one does.
    host.setAccess({ mode: 'read', reason: 'other-window', asOf: 0 });
    await poll('the pager again', () => !host.isDisabled('next-answer'));
  });

  it('shows its error with the buttons that help, and posts the one that is pressed', async () => {
    const actions: ErrorAction[] = ['set-key', 'retry', 'test-connection', 'edit-provider', 'choose-model'];
    const error: ErrorView = {
      kind: 'wrong-key',
      message: 'The key was refused.',
      advice: 'Enter it again.',
      actions,
    };
    const host = new FakePageHost();
    const { answerId } = host.startTurn();
    host.grow('Half an ans');
    host.end({ status: 'failed', error });
    const box = await host.element('error');
    await poll('the buttons', () => host.text('error').includes('Choose Another Model'));
    assert.match(host.text('error'), /The key was refused\. Enter it again\./);
    for (const button of box.querySelectorAll<HTMLElement>('vscode-button')) button.click();
    assert.deepEqual(
      host.of('errorAction'),
      actions.map((action) => ({ type: 'errorAction', column: 'first', answerId, action })),
    );
    await answerShows(host, 'Half an ans');
    await poll('the announcement', () => host.announced === 'The key was refused. Enter it again.');
  });

  it('that failed can be asked of another model while one streams, and again only when that has ended', async () => {
    const actions: ErrorAction[] = ['retry', 'choose-model'];
    const error: ErrorView = { kind: 'stalled', message: 'Nothing came.', advice: 'Ask again.', actions };
    const host = new FakePageHost(undefined, (before) => before.addTurn({ end: { status: 'failed', error } }));
    await host.element('error');
    host.startTurn();
    await poll('Retry to wait', () => host.find('retry')?.hasAttribute('disabled'));
    assert.equal(host.find('action-choose-model')?.hasAttribute('disabled'), false);
    host.end();
    await poll('Retry again', () => host.find('retry')?.hasAttribute('disabled') === false);
  });

  it('that a reload ended says so in its status, without the box of an error, and can be asked for again', async () => {
    const host = new FakePageHost(undefined, (before) =>
      before.addTurn({ answer: 'Half an ans', end: interrupted([]) }),
    );
    await poll('the status', () => host.text('stats') === 'Interrupted');
    assert.ok(host.find('error') === null);
    await host.click('retry');
    assert.equal(host.of('retry').length, 1);
  });

  it('says its end with the tokens', async () => {
    const host = new FakePageHost();
    host.startTurn();
    await poll('the start', () => host.announced === 'Answer started');
    host.end({ status: 'done', finishReason: 'answer-limit', usage });
    const words = 'Stopped at the limit of characters (setting aiFieldGuide.playground.maxAnswerCharacters), 20 tokens';
    await poll('the end', () => host.announced === words);
  });

  it('that filled the window says so, and leads to a new session', async () => {
    const host = new FakePageHost();
    const { answerId } = host.startTurn();
    host.grow('Half an ans');
    const error: ErrorView = {
      ...{ kind: 'does-not-fit', message: 'The window was full.', advice: 'Ask again in a new session.' },
      actions: ['new-session'],
    };
    host.end({ status: 'done', finishReason: 'window-full', usage, error });
    await poll('the end', () => host.text('stats').startsWith('Stopped because the context window was full'));
    await host.click('action-new-session');
    assert.deepEqual(host.of('errorAction'), [
      { type: 'errorAction', column: 'first', answerId, action: 'new-session' },
    ]);
    await answerShows(host, 'Half an ans');
  });

  it('that was never given has a turn all the same', async () => {
    const host = new FakePageHost();
    const { promptId } = host.addTurn({ answer: 'x' });
    const column = { id: 'first', leaf: promptId, draft: host.draft };
    host.session = { ...host.session, columns: [column] };
    host.snapshot();
    const turn = await host.element('turn');
    await poll('its words', () => turn.textContent.includes('No answer'));
  });
});
