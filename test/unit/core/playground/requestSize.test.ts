import assert from 'node:assert/strict';
import type { SaidFigures } from '../../../../src/core/catalog/live/said';
import type { Backend } from '../../../../src/core/chat/backend';
import type { Message } from '../../../../src/core/chat/messages/chatTypes';
import { RequestSizes } from '../../../../src/core/playground/requestSize';

const said = (role: Message['role'], text: string): Message => ({ role, parts: [{ type: 'text', text }] });
const dollarForMillion: Backend['costOf'] = (_model, usage) =>
  Promise.resolve({ known: true, usd: (usage?.inputTokens ?? 0) / 1e6, lines: [], checked: '2026-11-30' });
const at = (id: string, costOf: Backend['costOf'] = dollarForMillion): Backend =>
  ({ id, costOf, can: {} }) as unknown as Backend;
const catalog = {
  findModel: (id: string) => (id === 'known' ? { contextWindow: 1_000 } : undefined),
  now: new Date(0),
} as unknown as Parameters<RequestSizes['of']>[2];
const { signal } = new AbortController();

describe('the size of a request', () => {
  let counted: string[];
  let sizes: RequestSizes;
  beforeEach(() => {
    counted = [];
    sizes = new RequestSizes((model, text, backend) => {
      counted.push(`${backend.id} ${model} ${text}`);
      return Promise.resolve({ tokens: text.length });
    });
  });

  it('is system prompt, history and message with their framing, beside the window and the cost of the input', async () => {
    const messages = [said('user', '12345'), said('assistant', '123'), said('user', '12')];
    const size = await sizes.of({ model: 'known', system: '1234567', messages }, at('a'), catalog, signal);
    const tokens = 5 + 3 + 2 + 7 + 4 * 4 + 3;
    assert.deepEqual(size, { tokens, window: 1_000, inputUsd: tokens / 1e6 });
  });

  it("has the window and the price of the provider's own list where that has them, with its name", async () => {
    const messages = [said('user', '12345')];
    const listing = (figures: SaidFigures, by?: string): Backend => {
      const says = () => ({ by: 'Router', read: 0, figures, hasPrices: false });
      const costOf: Backend['costOf'] = (_model, usage) =>
        Promise.resolve({ known: true, usd: usage?.inputTokens ?? 0, lines: [], checked: '', ...(by && { by }) });
      return { id: 'a', costOf, says, can: {} } as unknown as Backend;
    };
    const of = (backend: Backend, model = 'known') =>
      sizes.of({ model, system: '', messages }, backend, catalog, signal);
    const size = { tokens: 12, inputUsd: 12 };
    assert.deepEqual(await of(listing({ contextWindow: 400 })), { ...size, window: 400, saidBy: 'Router' });
    assert.deepEqual(await of(listing({ contextWindow: 1_000 })), { ...size, window: 1_000 });
    assert.deepEqual(await of(listing({}, 'Router')), { ...size, window: 1_000, saidBy: 'Router' });
    assert.deepEqual(await of(listing({ contextWindow: 7 }), 'new'), { ...size, window: 7, saidBy: 'Router' });
  });

  it('is the same in the question of a cost limit, and there the most it may be where it cannot be counted', async () => {
    const reasoning: Message = { role: 'assistant', parts: [{ type: 'reasoning', text: 'Long thoughts' }] };
    const request = { model: 'known', system: 'Hi', messages: [reasoning, said('user', '1234567')] };
    const size = await sizes.of(request, at('a'), catalog, signal);
    assert.equal(await sizes.tokensOf(request, at('a'), catalog), size?.tokens);
    const none = new RequestSizes(() => Promise.resolve(undefined));
    assert.equal(await none.tokensOf(request, at('a'), catalog), 4 * 3 + 3 + 4 + 1);
  });

  it('has tools and the schema of the answer in it', async () => {
    const request = { model: 'known', system: '', messages: [said('user', '12345')] };
    const bare = (await sizes.of(request, at('a'), catalog, signal))?.tokens ?? 0;
    const [tools, schema] = [[{ name: 'find', parameters: {} }], { type: 'object' }];
    const more = JSON.stringify(tools).length + JSON.stringify(schema).length;
    const whole = { ...request, tools, outputSchema: { name: 'answer', schema } };
    assert.equal((await sizes.of(whole, at('a'), catalog, signal))?.tokens, bare + more);
    assert.equal(await sizes.tokensOf(whole, at('a'), catalog), bare + more);
  });

  it('takes each page of a document for 5,000 tokens in the question of a cost limit, and 1,000 pages where their number is not known', async () => {
    const pdf = { type: 'file' as const, blob: '0f'.repeat(32), mediaType: 'application/pdf' };
    const of = (more: object) =>
      sizes.tokensOf(
        { model: 'known', system: '', messages: [{ role: 'user', parts: [{ ...pdf, ...more }] }] },
        at('a'),
        catalog,
      );
    assert.equal((await of({ pages: 7 })) - (await of({ pages: 1 })), 30_000);
    assert.equal((await of({})) - (await of({ pages: 1 })), 999 * 5_000);
    assert.equal(await of({ mediaType: 'image/png', pages: 9 }), await of({ pages: 1 }));
  });

  it('counts what was said before once for each model and provider', async () => {
    const history = [said('user', 'question'), said('assistant', 'answer')];
    const ask = (model: string, text: string, where = 'a') =>
      sizes.of({ model, system: '', messages: [...history, said('user', text)] }, at(where), catalog, signal);
    await ask('m', 'x');
    counted = [];
    await ask('m', 'xy');
    assert.deepEqual(counted, ['a m xy']);
    await ask('other', 'xy');
    await ask('m', 'xy', 'b');
    assert.equal(counted.filter((each) => each.endsWith('question')).length, 2);
  });

  it('has no tokens where a text cannot be counted, and no cost where the price is unknown', async () => {
    const request = { model: 'known', system: '', messages: [said('user', 'x')] };
    const none = new RequestSizes(() => Promise.resolve(undefined));
    assert.deepEqual(await none.of(request, at('a'), catalog, signal), { window: 1_000 });
    const unknown = at('a', () => Promise.resolve({ known: false, reason: 'nobody knows' }));
    assert.deepEqual(await sizes.of({ ...request, model: 'new' }, unknown, catalog, signal), { tokens: 8 });
    const least = at('a', () =>
      Promise.resolve({ known: true, usd: 1, lines: [], checked: '', unknown: ['whether it is a holiday'] }),
    );
    assert.deepEqual(await sizes.of({ ...request, model: 'new' }, least, catalog, signal), { tokens: 8 });
  });

  it('is not counted to the end when nobody waits for it', async () => {
    const abort = new AbortController();
    const messages = Array.from({ length: 200 }, (_, i) => said(i % 2 === 0 ? 'user' : 'assistant', `message ${i}`));
    const size = sizes.of({ model: 'm', system: '', messages }, at('a'), catalog, abort.signal);
    abort.abort();
    assert.equal(await size, undefined);
    assert.ok(counted.length < 200, `${counted.length}`);
  });
});
