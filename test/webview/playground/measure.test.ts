import assert from 'node:assert/strict';
import { totalsOf } from '../../../src/core/playground/totals';
import type { Measured } from '../../../src/core/playground/playgroundProtocol';
import { FakePageHost } from '../../fakes/pageHost';
import { poll } from '../../support/poll';

const none = totalsOf([]);
const page = (measured: Partial<Measured>): FakePageHost =>
  new FakePageHost(undefined, (host) => {
    host.measured = { column: none, session: none, day: none, ...measured };
  });
const line = async (host: FakePageHost, name: string): Promise<HTMLElement> => {
  const found = await host.element(name);
  return found;
};
const textOf = (element: HTMLElement): string => element.textContent.replaceAll(/\s+/g, ' ').trim();

describe('the size of the next request', () => {
  it('stands beside Send, with its share of the window and the cost of the input', async () => {
    const host = page({ size: { tokens: 1_234, window: 128_000, inputUsd: 0.0031 } });
    const size = await line(host, 'request-size');
    assert.equal(textOf(size), '≈1,234 / 128K tokens (0.96 %) · ≈$0.0031 input');
  });

  it('is brief, says what is free, and whose window and price it has', async () => {
    const lineOf = async (size: NonNullable<Measured['size']>) => textOf(await line(page({ size }), 'request-size'));
    assert.equal(
      await lineOf({ tokens: 10, window: 400_000, inputUsd: 0.00002, saidBy: 'OpenRouter' }),
      '≈10 / 400K tokens (<0.01 %) · <$0.0001 input, says OpenRouter',
    );
    assert.equal(await lineOf({ tokens: 10, inputUsd: 0 }), '≈10 tokens · free');
  });

  it('is the tokens alone where window and price are not known', async () => {
    const host = page({ size: { tokens: 7 } });
    assert.equal(textOf(await line(host, 'request-size')), '≈7 tokens');
  });

  it('warns where the request is longer than the window', async () => {
    const host = page({ size: { tokens: 2_000, window: 1_000 } });
    const size = await line(host, 'request-size');
    assert.ok(size.classList.contains('too-long'));
    assert.match(textOf(size), /longer than the context window/);
  });

  it('warns of none that fits the window exactly', async () => {
    const size = await line(page({ size: { tokens: 1_000, window: 1_000 } }), 'request-size');
    assert.equal(textOf(size), '≈1,000 / 1K tokens (100 %)');
    assert.ok(!size.classList.contains('too-long'));
  });

  it('is measured anew when the draft changes, after the host knows of it', async () => {
    const host = page({ size: { tokens: 7 } });
    await line(host, 'request-size');
    host.measured = { ...host.measured, size: { tokens: 8 } };
    const before = host.received.length;
    host.page.store.editMessage('more');
    await poll('the new size', () => textOf(host.page.querySelector<HTMLElement>('.request-size')!) === '≈8 tokens');
    const types = host.received.slice(before).map(({ type }) => type);
    assert.ok(types.indexOf('draft') < types.lastIndexOf('measure'), types.join());
  });
});

describe('what the answers have used', () => {
  it('is the cost of the session, with the tokens of conversation and session in the tooltip', async () => {
    const column = { answers: 1, inputTokens: 10, outputTokens: 3, usd: 0.5, unknown: 0 };
    const session = { answers: 3, inputTokens: 1_030, outputTokens: 9, usd: 1.5, unknown: 1 };
    const host = page({ column, session });
    const totals = await line(host, 'totals');
    assert.equal(textOf(totals), 'at least $1.50');
    assert.deepEqual(totals.title.split('\n'), [
      'This conversation: 1 answer · 10 tokens in, 3 out · $0.50',
      'All of the session, with other answers: 3 answers · 1,030 tokens in, 9 out · $1.50 · without 1 answer of unknown cost',
    ]);
  });

  it('says what came to it today beside that, in all sessions', async () => {
    const session = { answers: 1, inputTokens: 10, outputTokens: 3, usd: 0.5, unknown: 0 };
    const day = { answers: 4, inputTokens: 40, outputTokens: 12, usd: 2, unknown: 0 };
    const totals = await line(page({ column: session, session, day }), 'totals');
    assert.equal(textOf(totals), '$0.50 · $2.00 today');
    assert.equal(totals.title.split('\n')[1], 'Today, in all sessions: 4 answers · 40 tokens in, 12 out · $2.00');
    const first = await line(page({ day }), 'totals');
    assert.deepEqual([textOf(first), first.title.split('\n').length], ['$2.00 today', 1]);
    assert.equal(textOf(await line(page({ column: session, session, day: session }), 'totals')), '$0.50');
  });

  it('is the tokens where nobody charges, and nothing before the first answer', async () => {
    const local = { answers: 2, inputTokens: 1_000, outputTokens: 30, usd: 0, unknown: 0 };
    assert.equal(textOf(await line(page({ column: local, session: local }), 'totals')), '1,030 tokens');
    const empty = page({ size: { tokens: 1 } });
    await line(empty, 'request-size');
    assert.ok(empty.find('totals') === null);
  });
});
