import assert from 'node:assert/strict';
import type { ErrorAction, ErrorView } from '../../src/core/chat/errors';
import { FakePageHost, turnOf, until } from '../fakes/pageHost';

const announced = (host: FakePageHost): string => host.page.querySelector('.announcer')?.textContent ?? '';
const answerShows = (host: FakePageHost, text: string): Promise<unknown> =>
  until(() => host.text('answer').includes(text), `the answer "${text}"`);

describe('an answer', () => {
  it('grows by its deltas in order', async () => {
    const host = new FakePageHost();
    host.snapshot();
    host.event({ type: 'turnStarted', turn: turnOf() });
    for (const text of ['One ', '**two', '** thr', 'ee']) host.grow(text);
    await answerShows(host, 'One two three');
    assert.equal(host.find('answer')?.querySelector('strong')?.textContent, 'two');
  });

  it('shows its reasoning apart, as plain text', async () => {
    const host = new FakePageHost();
    host.snapshot();
    host.event({ type: 'turnStarted', turn: turnOf() });
    host.grow('', 'Let me **think**');
    const reasoning = await host.element('reasoning');
    await until(() => reasoning.textContent.includes('Let me **think**'), 'the reasoning');
    assert.equal(host.text('stats'), 'Reasoning…');
  });

  it('asks for a snapshot when an event is missing, and ignores events until it comes', async () => {
    const host = new FakePageHost();
    host.snapshot();
    host.event({ type: 'turnStarted', turn: turnOf() });
    assert.equal(host.of('ready').length, 1);
    host.event({ type: 'answerGrew', turnId: 'turn-1', text: 'lost its beginning', reasoning: '' }, 7);
    host.event({ type: 'answerGrew', turnId: 'turn-1', text: ' and goes on', reasoning: '' }, 8);
    assert.equal(host.of('ready').length, 2);
    host.snapshot({ turns: [turnOf({}, { text: 'All of it' })] });
    host.grow(', and more');
    await answerShows(host, 'All of it, and more');
    assert.equal(host.of('ready').length, 2);
  });

  it('takes no event twice', async () => {
    const host = new FakePageHost();
    host.snapshot({ turns: [turnOf()] });
    host.grow('once ');
    host.event({ type: 'answerGrew', turnId: 'turn-1', text: 'twice ', reasoning: '' }, 1);
    host.grow('end');
    await answerShows(host, 'end');
    assert.equal(host.text('answer'), 'once end');
  });

  it('is stopped by the button and by Escape', async () => {
    const host = new FakePageHost();
    host.snapshot({ turns: [turnOf()] });
    await host.click('stop');
    const event = await host.press('message', 'Escape');
    assert.equal(host.of('stop').length, 2);
    assert.ok(event.defaultPrevented);
  });

  it('leaves Escape alone when nothing streams, and where it closes a list', async () => {
    const host = new FakePageHost();
    host.snapshot({ turns: [turnOf({}, { status: 'done', text: 'x' })] });
    await host.press('message', 'Escape');
    host.event({ type: 'turnStarted', turn: turnOf({ id: 'turn-2' }) });
    (await host.element('provider')).toggleAttribute('open', true);
    await host.press('provider', 'Escape');
    assert.equal(host.of('stop').length, 0);
  });

  it('hands the focus on when Stop goes away', async () => {
    const host = new FakePageHost();
    host.snapshot({ turns: [turnOf()] });
    (await host.element('stop')).focus();
    host.event({ type: 'answerEnded', turnId: 'turn-1', end: { status: 'stopped' } });
    await host.element('send');
    assert.equal(document.activeElement, host.find('message'));
  });

  it('can be asked again and copied when it has ended', async () => {
    const host = new FakePageHost();
    host.snapshot({ turns: [turnOf()] });
    await host.element('turn');
    assert.deepEqual([host.find('retry'), host.find('copy')], [null, null]);
    host.grow('Done.');
    host.event({ type: 'answerEnded', turnId: 'turn-1', end: { status: 'done', finishReason: 'stop' } });
    await host.click('retry');
    await host.click('copy');
    assert.deepEqual(host.of('retry'), [{ type: 'retry', turnId: 'turn-1' }]);
    assert.deepEqual(host.of('copy'), [{ type: 'copy', turnId: 'turn-1' }]);
    host.event({ type: 'turnStarted', turn: turnOf() });
    host.grow('Again.');
    await until(() => host.text('answer') === 'Again.', 'the new answer in the place of the old');
    assert.equal(host.page.querySelectorAll('[data-testid="turn"]').length, 1);
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
    host.snapshot({ turns: [turnOf({}, { text: 'Half an ans' })] });
    host.event({ type: 'answerEnded', turnId: 'turn-1', end: { status: 'failed', error } });
    const box = await host.element('error');
    await until(() => host.text('error').includes('Choose Another Model'), 'the buttons');
    assert.match(host.text('error'), /The key was refused\. Enter it again\./);
    for (const button of box.querySelectorAll<HTMLElement>('vscode-button')) button.click();
    assert.deepEqual(
      host.of('errorAction'),
      actions.map((action) => ({ type: 'errorAction', turnId: 'turn-1', action })),
    );
    await answerShows(host, 'Half an ans');
    await until(() => announced(host) === 'The key was refused. Enter it again.', 'the announcement');
  });
});
