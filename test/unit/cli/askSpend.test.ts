import assert from 'node:assert/strict';
import { requestTokens } from '../../../src/core/playground/requestTokens';
import type { Backend } from '../../../src/core/chat/backend';
import type { ChatRequest } from '../../../src/core/chat/messages/chatTypes';
import { responsesStreams } from '../../fakes/recordedResponses';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { requestOf, says } from '../core/chat/ask';
import { ask, askJson, at } from './askRun';

const environment = { OPENAI_API_KEY: 'sk-test-0123456789' };
/** With a price and a limit in the catalog, where its maker serves it. */
const openai = ['--provider', 'openai', '--model', 'gpt-6.2-sol'];
const answered = () => {
  const events = responsesStreams.whole.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  return Promise.resolve(new Response(events.join('')));
};
const notSent = () => assert.fail('sent');

describe('the costs of ask', function () {
  this.timeout(600_000); // The first run builds the vocabularies.
  let server: FaultServer;
  before(async () => (server = await startFaultServer()));
  after(() => server.close());
  beforeEach(() => server.reset());

  it("tells what an answer of a maker cost, by the maker's prices", async () => {
    const { code, report } = await askJson(openai, { environment, fetch: answered });
    assert.equal(code, 0);
    // 36 tokens in, of which 20 came from the cache and 4 went into it; 87 out. Prices by million.
    assert.ok(report.costUsd !== null && report.costUsd > 0 && report.costUsd < 0.01, String(report.costUsd));
  });

  it('tells no cost where another one serves a model of that name, and none as 0', async () => {
    const { report } = await askJson(at(server.baseUrlFor('ok'), 'gpt-6.2-sol', 'openai'));
    assert.equal(report.costUsd, null);
    assert.equal((await askJson(at(server.baseUrlFor('ok'), 'anything'))).report.costUsd, null);
  });

  it('tells 0 where a model server of this machine answers', async () => {
    assert.equal((await askJson(at(server.baseUrlFor('ok'), 'anything', 'ollama'))).report.costUsd, 0);
  });

  it('sends nothing through a server of this machine that passes on what is charged for', async () => {
    const router = [...at('http://localhost:9/v1', 'gpt-6.2-sol', 'ollama'), '--max-cost', '0'];
    const cloud = [...at('http://localhost:11434/v1', 'gpt-oss:120b-cloud', 'ollama'), '--max-cost', '0'];
    for (const args of [router, cloud]) {
      const { code, errors } = await ask(args, { fetch: notSent });
      assert.match(`${code} ${errors}`, /^5 --max-cost cannot be checked: /u);
    }
    const asked = await askJson(at(server.baseUrlFor('ok'), 'gpt-oss:120b-cloud', 'ollama'));
    assert.deepEqual([asked.code, asked.report.costUsd], [0, null]);
  });

  it('sends what may not cost more', async () => {
    const limited = [...openai, '--param', 'max_output_tokens=100', '--max-cost', '0.01'];
    assert.deepEqual((await ask(limited, { environment, fetch: answered })).code, 0);
    const local = [...at(server.baseUrlFor('ok'), 'anything', 'ollama'), '--max-cost', '0'];
    assert.equal((await ask(local)).output, 'Hello');
  });

  it('sends nothing that may cost more, with the output limit of the request or of the model', async () => {
    const most = [...openai, '--max-cost', '0.01'];
    for (const args of [most, [...most, '--param', 'max_output_tokens=5000']]) {
      const { code, report, errors } = await askJson(args, { environment, fetch: notSent });
      assert.deepEqual([code, report.error?.code, report.text, report.costUsd], [5, 'max-cost', '', null]);
      assert.match(errors, /may cost up to \$\d.*more than --max-cost \$0\.01\. Nothing was sent\.$/u);
      const { input, output, reasoning } = report.usage;
      assert.deepEqual([input, output, reasoning], [null, null, null]);
    }
  });

  it('names a limit as it was given, however small', async () => {
    const args = [...openai, '--param', 'max_output_tokens=1', '--max-cost', '0.000001'];
    const { errors } = await ask(args, { environment, fetch: notSent });
    assert.match(errors, /may cost up to \$0\.0000\d+ .*more than --max-cost \$0\.000001\./u);
  });

  it('counts the prompt, too', async () => {
    const args = [...openai, '--param', 'max_output_tokens=1', '--max-cost', '0.01'];
    const { code } = await ask(args, { environment, fetch: notSent, input: 'word '.repeat(50_000) });
    assert.equal(code, 5);
    assert.equal((await ask(args, { environment, fetch: answered, input: 'word' })).code, 0);
  });

  it('counts a schema once, and takes an estimate for as much as it may be off', async () => {
    const guide = {
      catalog: () => Promise.resolve({ findModel: () => ({}), tokenizerOf: () => ({}) }),
      count: ({ length: tokens }: string) => Promise.resolve({ tokens, estimate: { bandPercent: 50 } }),
    } as unknown as Parameters<typeof requestTokens>[2];
    const counted = (asked: ChatRequest, most: boolean) =>
      requestTokens(asked, { id: 'a', can: {} } as unknown as Backend, guide, most);
    const request = requestOf({ model: 'm', messages: [says('user', '1234')] });
    const schema = { type: 'object', properties: { city: { type: 'string' } } };
    const withSchema = await counted({ ...request, outputSchema: { name: 'a', schema } }, false);
    assert.equal(withSchema - (await counted(request, false)), JSON.stringify(schema).length);
    assert.equal((await counted(request, true)) - (await counted(request, false)), 2);
  });

  it('takes the price of the tier that is asked for, and of a prompt that is written to a cache', async () => {
    // 1,000 tokens out cost $0.01 at the usual price.
    const args = [...openai, '--param', 'max_output_tokens=1000', '--max-cost', '0.015'];
    assert.equal((await ask(args, { environment, fetch: answered })).code, 0);
    const tier = ['--param', 'service_tier="priority"'];
    assert.equal((await ask([...args, ...tier], { environment, fetch: notSent })).code, 5);
    const unknown = await ask([...args, '--param', 'service_tier="scale"'], { environment, fetch: notSent });
    assert.match(unknown.errors, /no scale price/u);
    const claude = ['--provider', 'anthropic', '--model', 'claude-opus-4-6', '--param', 'max_output_tokens=10'];
    for (const dearer of ['speed="fast"', 'inference_geo="us"']) {
      const keys = { ANTHROPIC_API_KEY: 'sk-ant-0123456789' };
      const asked = [...claude, '--max-cost', '5', '--param', dearer];
      const { code, errors } = await ask(asked, { environment: keys, fetch: notSent });
      assert.match(
        `${code} ${errors}`,
        /^5 --max-cost cannot be checked: the catalog has no (fast|us inference) price/u,
      );
    }
    // 10,000 tokens in cost $0.02, and $0.025 where they are written to the cache.
    const long = { environment, input: 'word '.repeat(10_000) };
    const most = (usd: string): string[] => [...openai, '--param', 'max_output_tokens=1', '--max-cost', usd];
    assert.equal((await ask(most('0.022'), { ...long, fetch: notSent })).code, 5);
    assert.equal((await ask(most('0.03'), { ...long, fetch: answered })).code, 0);
  });

  const unknown: [string, string[], RegExp][] = [
    ['whose price is not known', ['--provider', 'openai', '--model', 'nobody-1'], /not in the catalog/u],
    ['that another one serves', ['--provider', 'groq', '--model', 'gpt-6.2-sol'], /no prices of Groq/u],
    [
      'that a server of this machine may pass on',
      at('http://127.0.0.1:9/v1', 'm'),
      /what Custom charges there is not known/u,
    ],
  ];
  for (const [title, args, message] of unknown) {
    it(`sends nothing to a model ${title}`, async () => {
      const { code, output, errors } = await ask([...args, '--max-cost', '5'], {
        environment: { ...environment, GROQ_API_KEY: 'gsk-0123456789' },
        fetch: notSent,
      });
      assert.deepEqual([code, output], [5, '']);
      assert.match(errors, /^--max-cost cannot be checked: /u);
      assert.match(errors, message);
    });
  }
});
