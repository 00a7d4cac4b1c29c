import assert from 'node:assert/strict';
import { FakePageHost } from '../../fakes/pageHost';
import { done } from '../../fakes/scriptedTurn';
import { poll } from '../../support/poll';

const fold = (host: FakePageHost) => host.find('reasoning') as unknown as HTMLDetailsElement | null;
const summary = (host: FakePageHost): string => fold(host)?.querySelector('summary')?.textContent ?? '';

describe('the reasoning of an answer', () => {
  it('has a line with its effort, its tokens and its time', async () => {
    const usage = { inputTokens: 10, outputTokens: 1_300, reasoningTokens: 1_234 };
    const target = { sampling: 'top_p=0.9 reasoning_effort=high' };
    const host = new FakePageHost(undefined, (before) => {
      before.addTurn({ reasoning: 'Hm', answer: 'So', target, end: { ...done, usage, reasoningMs: 4_200 } });
    });
    await host.element('reasoning');
    assert.equal(summary(host), 'Reasoning · effort high · 1,234 tokens · 4.2 s');
  });

  it('has its characters where nobody counted its tokens, and the budget where one was set', async () => {
    const host = new FakePageHost(undefined, (before) => {
      before.addTurn({ reasoning: 'Hm', answer: 'So', target: { sampling: 'reasoning_budget=2000' }, end: done });
    });
    await host.element('reasoning');
    assert.equal(summary(host), 'Reasoning · up to 2,000 tokens · 2 characters');
  });

  it('is open while it comes, and closed once something else does', async () => {
    const host = new FakePageHost();
    host.startTurn({ prompt: 'Why?' });
    host.grow('Hm', 'reasoning');
    await poll('the fold', () => fold(host)?.open === true);
    host.grow('So');
    await poll('the end of it', () => fold(host)?.open === false);
    host.end();
    await host.element('copy');
    assert.equal(fold(host)?.open, false);
  });

  for (const isOpen of [true, false]) {
    it(`stays ${isOpen ? 'open' : 'closed'} where the user wants that, whatever comes`, async () => {
      const host = new FakePageHost();
      host.startTurn({ prompt: 'Why?' });
      host.grow('Hm', 'reasoning');
      await poll('the fold', () => fold(host)?.open === true);
      const toggle = async (open: boolean): Promise<void> => {
        fold(host)!.open = open;
        fold(host)!.dispatchEvent(new Event('toggle'));
        await Promise.resolve();
      };
      await toggle(false);
      if (isOpen) {
        host.grow('So');
        await poll('the words', () => host.text('answer') === 'So');
        await toggle(true);
      } else host.grow(' more', 'reasoning');
      host.end();
      await host.element('retry');
      assert.equal(fold(host)?.open, isOpen);
    });
  }

  it('has a line of its own for parts that nobody can read', async () => {
    const host = new FakePageHost();
    const { answerId: node } = host.startTurn({ prompt: 'Why?' });
    host.apply({ type: 'partStarted', node, index: 0, part: { type: 'reasoning', text: '' } });
    const opaque = { dialect: 'responses', json: '{}' } as const;
    host.apply({ type: 'partEnded', node, index: 0, opaque });
    host.apply({ type: 'partStarted', node, index: 1, part: { type: 'text', text: 'So' } });
    host.end();
    await host.element('hidden-reasoning');
    assert.match(host.text('hidden-reasoning'), /hidden by the provider\. It is handed back unread/);
    assert.equal(fold(host), null);
  });
});
