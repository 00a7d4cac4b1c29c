import assert from 'node:assert/strict';
import type { TokensAt, AnswerTokensView } from '../../../src/core/playground/tokenQuestions';
import type { AnswerNode } from '../../../src/core/playground/session/sessionSchema';
import { FakePageHost } from '../../fakes/pageHost';
import { pocketTarget, withPocket } from '../../fakes/pocketPage';
import { answerNode, promptNode } from '../../fakes/scriptedTurn';
import { poll } from '../../support/poll';
import { assertSameElement } from '../../support/sameElement';

const answer = 'The sky is\nblue.';
const view: AnswerTokensView = {
  ...{ state: 'known', start: 0, continues: true },
  lengths: [3, 4, 4, 4, 1],
  logprobs: [0.95, 0.7, 0.4, 0.2, 0.05].map(Math.log),
};
const others: TokensAt = [
  {
    ...{ text: ' sky', logprob: Math.log(0.7) },
    top: [
      { text: ' sky', logprob: Math.log(0.7), starts: false },
      { text: ' sea', logprob: Math.log(0.125), starts: true },
      { text: '<|end|>', logprob: Math.log(0.01), starts: false },
    ],
  },
];

/** A page with one answer, whose tokens are shown. */
async function shown(known: AnswerTokensView, at: (cell: number) => TokensAt = () => others, text = answer) {
  const host = new FakePageHost(undefined, (before) => {
    const { answerId } = before.addTurn({ answer: text });
    before.tokens.views.set(answerId, known);
    before.tokens.at = at;
  });
  await host.click('tokens');
  return host;
}

const tokenOf = (host: FakePageHost, cell: number): HTMLElement | null =>
  host.page.querySelector(`[data-cell="${cell}"]`);
const cardOf = (host: FakePageHost): string => host.text('heat-card');

describe('the tokens of an answer', () => {
  it('take the place of its Markdown, and give it back', async () => {
    const host = await shown(view);
    assert.equal((await host.element('heat')).textContent, answer);
    assert.equal(host.find('answer'), null);
    assert.equal(host.find('tokens')?.getAttribute('aria-pressed'), 'true');
    await host.click('tokens');
    await host.element('answer');
    assert.equal(host.find('heat'), null);
    assert.equal(host.find('tokens')?.getAttribute('aria-pressed'), 'false');
  });

  it('are marked by how likely each was, which its name says too, and the legend says how', async () => {
    const host = await shown(view);
    await host.element('heat');
    const tokens = [0, 1, 2, 3, 4].map((cell) => tokenOf(host, cell));
    assert.deepEqual(
      tokens.map((token) => [token?.className, token?.getAttribute('aria-label')]),
      [
        ['heat-token s0', '"The", 95 %'],
        ['heat-token s1', '" sky", 70 %'],
        ['heat-token s2', '" is\\n", 40 %'],
        ['heat-token s3', '"blue", 20 %'],
        ['heat-token s4', '".", 5 %'],
      ],
    );
    const legend = [...host.page.querySelectorAll('.heat-legend .heat-token')];
    assert.deepEqual(
      legend.map((each) => [each.className, each.textContent]),
      [
        ['heat-token s0', '90 % and more'],
        ['heat-token s1', '60 % and more'],
        ['heat-token s2', '30 % and more'],
        ['heat-token s3', '10 % and more'],
        ['heat-token s4', 'below 10 %'],
      ],
    );
    assert.match(host.text('turn'), /5 tokens\. The signs show .* as OpenAI says\. The probabilities are kept until/);
  });

  it('are said to be those before temperature and cutoffs, where the model in the box says them', async () => {
    const host = withPocket((before) => {
      const { answerId } = before.addTurn({ answer, target: pocketTarget });
      before.tokens.views.set(answerId, view);
    });
    await host.click('tokens');
    await host.element('heat');
    assert.match(host.text('turn'), /before temperature, penalties and cutoffs/);
  });

  it('have their alternatives on the card when the pointer is on one, until another one has the focus', async () => {
    const host = await shown(view);
    await host.element('heat');
    assert.match(cardOf(host), /Point at a token/);
    tokenOf(host, 1)!.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    await poll('the alternatives', () => cardOf(host).includes('sea'));
    assert.equal(cardOf(host), '" sky" 70 %" sea" 12.5 %"<|end|>" 1 %');
    tokenOf(host, 0)!.click();
    await poll('the other token', () => cardOf(host).startsWith('"The" 95 %'));
    tokenOf(host, 3)!.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    assert.match(cardOf(host), /^"The" 95 %/);
  });

  it('are led through by the arrow keys, one of them by Tab, and Enter leads to what can be chosen', async () => {
    const host = await shown({ ...view, logprobs: [null, ...view.logprobs.slice(1)] });
    const text = await host.element('heat');
    const stops = () => [...text.querySelectorAll<HTMLElement>('[tabindex="0"]')].map(({ dataset }) => dataset['cell']);
    assert.deepEqual(stops(), ['1']);
    const press = (key: string) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    tokenOf(host, 1)!.focus();
    const walked = ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'End', 'ArrowRight', 'Home', 'ArrowLeft'].map((key) => {
      press(key);
      return (document.activeElement as HTMLElement).dataset['cell'];
    });
    assert.deepEqual(walked, ['2', '3', '2', '4', '4', '1', '1']);
    assert.deepEqual(stops(), ['1']);
    await poll('what can be chosen', () => host.find('what-if') !== null);
    press('Enter');
    assertSameElement(document.activeElement, host.find('what-if'));
    press('Escape');
    assert.equal((document.activeElement as HTMLElement).dataset['cell'], '1');
  });

  it('let the answer start again from an alternative that is text', async () => {
    const host = await shown(view);
    await host.element('heat');
    tokenOf(host, 1)!.click();
    const start = await host.element('what-if');
    assert.equal(host.page.querySelectorAll('[data-testid="what-if"]').length, 1);
    assert.match(start.title, /^Start the answer again from here with " sea"\./);
    start.click();
    const { answerId } = host.of('tokens')[0]!;
    assert.deepEqual(host.of('continueFrom'), [
      { type: 'continueFrom', column: 'first', answerId, at: 1, alternative: 1 },
    ]);
  });

  it('say why no other token can be tried, where the model goes on with nothing', async () => {
    const host = await shown({ ...view, continues: false });
    await host.element('heat');
    tokenOf(host, 1)!.click();
    await poll('the reason', () => cardOf(host).includes('not known to continue'));
    assert.match(cardOf(host), /gpt-5\.1 is not known to continue the start of an answer/);
    assert.equal(host.find('what-if'), null);
  });

  it('say that they share a character, and each has its own alternatives', async () => {
    const half = [0.5, 0.25].map((share) => ({
      ...{ text: '\uFFFD', logprob: Math.log(share) },
      top: [{ text: 'x', logprob: Math.log(share / 2), starts: false }],
    }));
    const known: AnswerTokensView = { ...view, lengths: [2, 1], logprobs: [Math.log(0.125), Math.log(0.5)] };
    const host = await shown(known, () => half, '😀!');
    await host.element('heat');
    assert.equal(tokenOf(host, 0)?.textContent, '😀');
    tokenOf(host, 0)!.click();
    await poll('both', () => cardOf(host).includes('share a character'));
    assert.match(cardOf(host), /"😀" 12\.5 %"\uFFFD" 50 %"x" 25 %"\uFFFD" 25 %"x" 12\.5 %These 2 tokens/);
  });

  it('stand behind the start that was given to the model, which has none', async () => {
    const host = await shown({ ...view, start: 3, lengths: [4, 4, 4, 1], logprobs: view.logprobs.slice(1) });
    assert.equal((await host.element('heat')).textContent, answer);
    assert.equal(tokenOf(host, 0)?.textContent, ' sky');
  });

  it('say that none were told besides, where only those that were chosen were asked for', async () => {
    const host = await shown(view, () => [{ text: 'The', logprob: -0.1, top: [] }]);
    await host.element('heat');
    tokenOf(host, 0)!.click();
    await poll('the words', () => cardOf(host).includes('No other tokens were told'));
  });
});

describe('an answer without the probabilities of its tokens', () => {
  for (const [why, words] of [
    [
      { why: 'refused', note: 'gpt-5.1 rejects top_logprobs.' },
      /^gpt-5\.1 gives no probabilities here\. gpt-5\.1 rejects top_logprobs\.$/,
    ],
    [{ why: 'not-given' }, /^Probabilities were asked for, but OpenAI sent none\.$/],
    [{ why: 'not-kept' }, /only kept while the session stays open/],
  ] as const) {
    it(`says why: ${why.why}`, async () => {
      const host = await shown({ state: 'none', ...why });
      await host.element('no-tokens');
      assert.match(host.text('no-tokens'), words);
      assert.match(host.text('turn'), /The sky is blue\./);
      assert.equal(host.find('want-tokens'), null);
    });
  }

  it('offers to ask for them with new messages, and keeps what else is set', async () => {
    const host = await shown({ state: 'none', why: 'not-asked' });
    host.changeDraft({ providerId: 'openai', model: 'gpt-5.1', sampling: 'top_p=0.9' });
    await host.click('want-tokens');
    assert.equal(host.text('no-tokens'), 'New messages ask for them. Retry asks as this answer was asked.');
    await poll('the draft', () => host.of('draft').some(({ draft }) => draft.sampling === 'top_p=0.9 logprobs=5'));
    // Nothing more to ask for where that is done.
    await host.click('tokens');
    await host.click('tokens');
    await poll(
      'the words',
      () => host.text('no-tokens') === 'New messages ask for them. Retry asks as this answer was asked.',
    );
  });

  it('has no button for them where nobody was asked, or while it streams', async () => {
    const host = new FakePageHost();
    host.startTurn({ prompt: 'Why?' });
    host.grow('Because');
    await poll('the words', () => host.text('answer') === 'Because');
    assert.equal(host.find('tokens'), null);
    host.end();
    await host.element('tokens');
    const byHand = new FakePageHost(undefined, (before) => {
      before.apply({ type: 'nodeAdded', node: promptNode('p', null, {}) });
      const node = {
        ...answerNode('a', 'p', { answer: 'Mine' }),
        ...{ made: 'by-hand', status: 'done' },
      } as AnswerNode;
      before.apply({ type: 'nodeAdded', node });
      before.apply({ type: 'columnSet', column: { id: 'first', leaf: 'a' } });
    });
    await byHand.element('copy');
    assert.equal(byHand.find('tokens'), null);
  });
});
