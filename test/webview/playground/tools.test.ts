import assert from 'node:assert/strict';
import { resultsFor } from '../../../src/core/playground/session/toolTurns';
import { FakePageHost } from '../../fakes/pageHost';
import { draftOf, openAi } from '../../fakes/providerViews';
import { poll } from '../../support/poll';

const takes = { ...openAi, can: { ...openAi.can, tools: { errors: true } } };
const call = (id: string, name: string, input: string) => ({ type: 'tool-call', id, name, input }) as const;
const tools = '[{"name":"find"}]';

/** A page whose model has called two tools, the second of them with arguments that are no JSON. */
async function called(toolMocks = '', second = 'open'): Promise<FakePageHost> {
  const host = new FakePageHost(undefined, (before) => {
    before.providers = [takes];
    before.draft = draftOf({ providerId: takes.id, model: 'gpt-5.1', tools, toolMocks });
    const { answerId: node } = before.addTurn({});
    before.apply({ type: 'partStarted', node, index: 0, part: call('a', 'find', '{"q":1}') });
    before.apply({ type: 'partStarted', node, index: 1, part: call('b', second, '{"half":') });
    before.end(undefined, node);
  });
  await host.element('tool-result-1');
  return host;
}

const draftTold = (host: FakePageHost) => host.store.main.draft.toolResults?.map(({ callId, text }) => [callId, text]);

describe('calls of tools in the page', () => {
  it('are cards with their arguments in lines, and say what is no JSON', async () => {
    const host = await called();
    const cards = (): string[] =>
      [...host.page.querySelectorAll('[data-testid="tool-call"]')].map(({ textContent }) => textContent);
    await poll('the arguments', () => cards()[1]?.includes('{"half":') === true);
    assert.match(cards()[0] ?? '', /find[^]*\{\n {2}"q": 1\n\}/);
    assert.match(cards()[1] ?? '', /open[^]*\{"half":[^]*not a JSON object/);
  });

  it('are one key away from the empty message field, which throws them away with a message', async () => {
    const host = await called();
    (await host.element('message')).focus();
    assert.match(host.text('tools-left-out'), /Up leads to them/);
    const { defaultPrevented } = await host.press('message', 'ArrowUp');
    assert.equal(document.activeElement?.getAttribute('data-testid'), 'tool-result-0');
    assert.ok(defaultPrevented);
  });

  it('of one tool have numbers at their results', async () => {
    const host = await called('', 'find');
    const labels = [...host.page.querySelectorAll('ai-tool-results label[for]')].map(({ textContent }) => textContent);
    assert.deepEqual(labels, ['Result of find (1)', 'Result of find (2)']);
  });

  it('are sent their results once each has one, and not before', async () => {
    const host = await called();
    await host.type('tool-result-0', 'Sun');
    assert.ok(host.find('send-results')?.hasAttribute('disabled'));
    await host.type('tool-result-1', '{}');
    await poll('a button', () => host.find('send-results')?.hasAttribute('disabled') === false);
    assert.deepEqual(draftTold(host), [
      ['a', 'Sun'],
      ['b', '{}'],
    ]);
    await host.press('tool-result-1', 'Enter', { ctrlKey: true });
    assert.deepEqual(
      host.of('sendResults').map(({ draft, until }) => [draft.toolResults?.length, until]),
      [[2, undefined]],
    );
  });

  it('are answered by mocks, which is marked, until what is typed takes their place', async () => {
    const host = await called('{"find": "M", "open": "N"}');
    assert.equal((await host.element('tool-result-0')).value, 'M');
    await host.type('tool-result-0', 'Mine');
    await poll('one mark', () => host.page.querySelectorAll('[data-testid="tool-mocked"]').length === 1);
    host.find('run-until-done')?.focus();
    await host.click('run-until-done');
    assert.equal(host.of('sendResults')[0]?.until, 'done');
    // The button goes with the calls.
    await poll('the focus in the message', () => document.activeElement?.id === 'message');
    await host.type('tool-result-0', '');
    await poll('both marks', () => host.page.querySelectorAll('[data-testid="tool-mocked"]').length === 2);
  });

  it('show nothing that was typed for a call of the same id with other arguments', async () => {
    const host = await called();
    const other = [
      { id: 'a', name: 'find', input: '{"q":2}' },
      { id: 'b', name: 'open', input: '{"half":' },
    ];
    const typed = other.map(({ id }) => ({ callId: id, text: `For ${id}` }));
    host.changeDraft({ toolResults: resultsFor(other, typed) });
    await poll('what was typed', () => host.find('tool-result-1')?.value === 'For b');
    assert.equal(host.find('tool-result-0')?.value, '');
  });

  it('say what runs by itself, with its cost, and how it is stopped', async () => {
    const host = await called();
    const state = { rounds: 3, allowed: 10, usd: 0.5, isAtLeast: true };
    host.say({ type: 'toolLoop', session: host.session.id, column: 'first', state });
    assert.match((await host.element('tool-loop')).textContent, /request 3 of 10 · at least \$0\.50/);
    host.find('stop-tools')?.focus();
    await host.click('stop-tools');
    assert.equal(host.of('stop').length, 1);
    await poll('the focus in the message', () => document.activeElement?.id === 'message');
    host.say({ type: 'toolLoop', session: host.session.id, column: 'first', state, end: 'No mock.' });
    await poll('the end', () => host.find('tool-loop') === null);
    assert.match(host.text('not-sent'), /No mock\./);
  });

  it('say how many requests ran by themselves and what is known of their cost, until the next message', async () => {
    const host = await called();
    const end = async (usd: number, isAtLeast: boolean): Promise<string> => {
      const state = { rounds: 3, allowed: 10, usd, isAtLeast };
      host.say({ type: 'toolLoop', session: host.session.id, column: 'first', state, end: '' });
      await host.page.updateComplete;
      return (await host.element('tool-loop-end')).textContent;
    };
    assert.match(await end(0, true), /Requests: 3, cost: unknown/);
    await poll('the cost', async () => /Requests: 3, cost: at least \$0\.50/.test(await end(0.5, true)));
    await poll('the cost', async () => /Requests: 3, cost: \$0/.test(await end(0, false)));
    assert.equal(host.find('not-sent'), null);
    await host.type('message', 'Thanks');
    await host.press('message', 'Enter');
    await poll('no line', () => host.find('tool-loop-end') === null);
  });
});

describe('the tools of a column', () => {
  it('are counted, chosen from, and taken out', async () => {
    const host = await called();
    assert.match((await host.element('edit-tools')).textContent, /Tools: 1/);
    host.find('remove-tools')?.focus();
    await host.click('remove-tools');
    await poll('no tools', () => host.find('tools-line') === null);
    await poll('the focus', () => document.activeElement?.id === 'message');
    assert.equal(host.store.main.draft.tools, '');
    host.store.main.edit({ message: 'Meanwhile' });
    await host.click('undo-columns');
    await poll('the tools', () => host.find('tools-line') !== null);
    assert.deepEqual([host.store.main.draft.tools, host.store.main.draft.message], [tools, 'Meanwhile']);
    assert.equal(host.find('undo-line'), null);
  });

  it('say in words what is wrong with them', async () => {
    const host = await called();
    host.changeDraft({ tools: '[{"name": "find it"}]' });
    assert.match((await host.element('tools-problem')).textContent, /The name of tool 1, “find it”/);
  });

  it('are not sent to whom takes none, which is said', async () => {
    const host = await called();
    host.setProviders([openAi]);
    assert.match((await host.element('tools-not-sent')).textContent, /takes no tools\. The tools are not sent\./);
  });
});
