import assert from 'node:assert/strict';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { useTempFolder } from '../../support/tempFolder';
import { ask, askJson, at } from './askRun';

/** A chunk of Chat Completions. */
const delta = (content: object, finish_reason: string | null = null): object => ({
  choices: [{ index: 0, delta: content, finish_reason }],
});
const eventsOf = (...events: object[]): string => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');

describe('ask', function () {
  this.timeout(600_000); // The first run builds the vocabularies.
  let server: FaultServer;
  const temp = useTempFolder();
  before(async () => (server = await startFaultServer()));
  after(() => server.close());
  beforeEach(() => server.reset());
  const bodyOf = (request: number) => server.requests[request]?.body;

  it('prints the text of the answer as it is, and nothing else', async () => {
    const asked = await ask(at(server.baseUrl, 'ok'));
    assert.deepEqual([asked.code, asked.output, asked.errors], [0, 'Hello', '']);
  });

  it('prints each piece when it comes', async () => {
    const stream = new TransformStream<Uint8Array, Uint8Array>();
    const writer = stream.writable.getWriter();
    const send = (...events: object[]): void => void writer.write(Buffer.from(eventsOf(...events)));
    // The end of the answer is sent once its beginning is printed.
    const asked = ask(at('http://localhost/v1', 'm'), {
      fetch: () => Promise.resolve(new Response(stream.readable)),
      onPiece(piece) {
        if (piece === 'Hel') send(delta({ content: 'lo' }), delta({}, 'stop'));
        void writer.close();
      },
    });
    send(delta({ content: 'Hel' }));
    assert.deepEqual((await asked).pieces, ['Hel', 'lo']);
  });

  it('keeps the reasoning out of the text, and has it in the object', async () => {
    assert.equal((await ask(at(server.baseUrl, 'reasoning-content'))).output, 'Hello');
    const { report } = await askJson(at(server.baseUrl, 'reasoning-content'));
    assert.deepEqual([report.text, report.reasoning], ['Hello', 'Hm']);
  });

  it('prints one object with all that is known, and null for what is not', async () => {
    const { code, report, output } = await askJson(at(server.baseUrl, 'ok'));
    assert.equal(code, 0);
    assert.equal(output.trim().split('\n').length, 1);
    const { firstTokenMs, totalMs, ...told } = report;
    assert.ok(firstTokenMs !== null && firstTokenMs >= 0 && totalMs >= firstTokenMs);
    assert.deepEqual(told, {
      ...{ schema: 1, provider: 'custom', model: 'ok', host: new URL(server.origin).host },
      ...{ text: 'Hello', reasoning: '', toolCalls: [], finish: 'stop' },
      usage: { input: 5, output: 3, reasoning: null, cacheRead: null, cacheWrite: null, source: 'provider' },
      ...{ costUsd: null, error: null },
    });
  });

  it('tells the parts of a usage that the provider sends', async () => {
    const { report } = await askJson(at(server.baseUrl, 'anthropic', 'anthropic'));
    const usage = { input: 1_125, output: 15, reasoning: null, cacheRead: 1_000, cacheWrite: 100, source: 'provider' };
    assert.deepEqual(report.usage, usage);
    const { usage: reasoned } = (await askJson(at(server.baseUrl, 'responses', 'openai'))).report;
    assert.deepEqual([reasoned.reasoning, reasoned.cacheRead, reasoned.cacheWrite], [64, 20, 4]);
  });

  it('counts where the provider sends no usage', async () => {
    const { report } = await askJson(at(server.baseUrl, 'cut-after-finish'), { input: 'hello world' });
    // Two tokens, and seven around the one message.
    assert.deepEqual(report.usage, {
      ...{ input: 9, output: 1, reasoning: 0, cacheRead: null, cacheWrite: null, source: 'counted' },
    });
    assert.equal(report.error, null);
  });

  it('tells no output of an answer whose end nobody counted', async () => {
    const told = (event: object): string => `data: ${JSON.stringify(event)}\n\n`;
    const begun = [
      { type: 'message_start', message: { usage: { input_tokens: 10, output_tokens: 1 } } },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Hello' } },
      { type: 'content_block_stop', index: 0 },
    ];
    const ended = [{ type: 'message_delta', delta: { stop_reason: 'end_turn' } }, { type: 'message_stop' }];
    for (const events of [begun, [...begun, ...ended]]) {
      const fetch = () => Promise.resolve(new Response(events.map(told).join('')));
      const { report } = await askJson(at('http://localhost/v1', 'm', 'anthropic'), { fetch });
      assert.deepEqual([report.text, report.usage.input, report.usage.output], ['Hello', 10, null]);
      assert.equal(report.usage.source, 'provider');
    }
  });

  it('tells no usage where no answer came', async () => {
    for (const model of ['bad-key', 'no-such-model']) {
      const { report } = await askJson(at(server.baseUrl, model));
      assert.notEqual(report.error, null);
      assert.deepEqual(report.usage, {
        ...{ input: null, output: null, reasoning: null, cacheRead: null, cacheWrite: null, source: 'counted' },
      });
    }
  });

  it('has calls of tools in the object, and says so where only text is printed', async () => {
    const call = { index: 0, id: 'call_1', function: { name: 'weather', arguments: '{"city":' } };
    const more = { index: 0, function: { arguments: '"Rome"}' } };
    const events = [delta({ tool_calls: [call] }), delta({ tool_calls: [more] }), delta({}, 'tool_calls')];
    const fetch = () => Promise.resolve(new Response(eventsOf(...events)));
    const { report } = await askJson(at('http://localhost/v1', 'm'), { fetch });
    assert.deepEqual(report.toolCalls, [{ id: 'call_1', name: 'weather', input: '{"city":"Rome"}' }]);
    assert.deepEqual([report.finish, report.error], ['tool-calls', null]);
    assert.match((await ask(at('http://localhost/v1', 'm'), { fetch })).errors, /called a tool/u);
  });

  it('sends prompt, system prompt and parameters as the playground does', async () => {
    const [prompt, system] = [temp.write('prompt.md', '\ufeffHow?\n'), temp.write('system.md', 'Be brief.')];
    const params = ['temperature=0.5', 'max_output_tokens=20', 'stop="END"', 'top_k=40', 'logit_bias={"50":-100}'];
    const options = params.flatMap((each) => ['--param', each]);
    const { code } = await ask([...at(server.baseUrl, 'ok'), '--system', system, ...options, prompt]);
    assert.equal(code, 0);
    assert.deepEqual(bodyOf(0), {
      model: 'ok',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'How?\n' },
      ],
      ...{ stream: true, stream_options: { include_usage: true }, max_tokens: 20 },
      ...{ temperature: 0.5, stop: ['END'], top_k: 40, logit_bias: { 50: -100 } },
    });
  });

  it('reads standard input as the prompt, with and without a dash, and is asked once', async () => {
    for (const more of [[], ['-']]) {
      server.reset();
      await ask([...at(server.baseUrl, 'ok'), ...more], { input: 'From standard input' });
      assert.deepEqual(bodyOf(0)?.['messages'], [{ role: 'user', content: 'From standard input' }]);
      assert.equal(server.requests.length, 1);
    }
  });

  it('asks Pocket, which is at no host, counts itself and costs nothing', async () => {
    const args = ['--provider', 'pocket', '--model', 'pocket'];
    const { code, report } = await askJson([...args, '--max-cost', '0'], { input: 'What is temperature?' });
    assert.equal(code, 0);
    assert.match(report.text, /^Temperature: /u);
    assert.deepEqual([report.host, report.costUsd, report.finish, report.error], [null, 0, 'stop', null]);
    assert.equal(report.usage.source, 'counted');
    assert.ok((report.usage.input ?? 0) > 0 && (report.usage.output ?? 0) > 0);
    const asked = await ask([...args, '--param', 'max_output_tokens=3'], { input: 'What is temperature?' });
    assert.equal(asked.code, 3);
    assert.match(asked.errors, /reached the output limit/u);
  });

  it('says that an answer is not whole where the provider ended it early', async () => {
    for (const [reason, finish] of [
      ['length', 'length'],
      ['content_filter', 'content-filter'],
    ] as const) {
      const fetch = () => Promise.resolve(new Response(eventsOf(delta({ content: 'Hel' }), delta({}, reason))));
      const { code, report, errors } = await askJson(at('http://localhost/v1', 'm'), { fetch });
      assert.deepEqual([code, report.text, report.finish, report.error?.code], [3, 'Hel', finish, finish]);
      assert.equal(errors, report.error?.message);
    }
  });

  it('says what Pocket does not take, and asks it nothing', async () => {
    const system = temp.write('system.md', 'Be brief.');
    const args = ['--provider', 'pocket', '--model', 'pocket'];
    const { code, report } = await askJson([...args, '--system', system]);
    assert.deepEqual([code, report.error?.code, report.text], [2, 'cannot-take', '']);
    const { code: refused, errors } = await ask([...args, '--param', 'service_tier="flex"']);
    assert.equal(refused, 2);
    assert.match(errors, /--param service_tier: Pocket .* no such parameter/u);
  });

  it('does not let an answer command the terminal, and leaves it alone in a pipe', async () => {
    const input = 'A\u001b]52;c;aGk=\u0007B\u202e\r\nC\tD';
    const terminal = await ask(at(server.baseUrl, 'echo'), { input, isTerminal: true });
    assert.equal(terminal.output, 'A\\u001b]52;c;aGk=\\u0007B\\u202e\r\nC\tD\n');
    assert.equal((await ask(at(server.baseUrl, 'echo'), { input })).output, input);
    const { report, output } = await askJson(at(server.baseUrl, 'echo'), { input: `${input}\u009b` });
    assert.equal(report.text, `${input}\u009b`);
    assert.ok(!/[\u0000-\u0009\u000b-\u001f\u0080-\u009f\u202e]/u.test(output));
  });

  const params: [string, string, RegExp][] = [
    ['a value out of bounds', 'temperature=3', /--param temperature: it takes a number from 0 to 2\./u],
    ['a text for a number', 'temperature="1"', /--param temperature: it takes a number/u],
    ['half a token', 'max_output_tokens=1.5', /--param max_output_tokens: it takes a whole number/u],
    ['a value that is none of a choice', 'reasoning_effort="huge"', /--param reasoning_effort: it takes .*"low"/u],
    ['a list for a choice', 'reasoning_effort=["low"]', /--param reasoning_effort: it takes/u],
    ['an empty stop sequence', 'stop=[""]', /--param stop: it takes/u],
    ['what is not JSON', 'reasoning_effort=low', /--param reasoning_effort: .* not JSON/u],
    [
      'a parameter that the API does not have',
      'reasoning_budget=100',
      /--param reasoning_budget: .* no such parameter/u,
    ],
    ['the limit by another name', 'max_tokens=5', /--param max_tokens: use max_output_tokens\./u],
    ['a field of ours', 'stream=false', /--param stream: ask decides/u],
    ['tools', 'tools=[]', /--param tools: ask offers no tools/u],
    ['a key', 'extra={"api_key":"sk-secret"}', /--param api_key: it looks like a key/u],
    ['a name that no field can have', '__proto__={}', /--param __proto__/u],
    ['no name', '=1', /--param takes NAME=JSON/u],
  ];
  for (const [title, param, message] of params) {
    it(`refuses ${title} by its name, and sends nothing`, async () => {
      const { code, output, errors } = await ask([...at(server.baseUrl, 'ok'), '--param', param]);
      assert.deepEqual([code, output, server.requests.length], [2, '', 0]);
      assert.match(errors, message);
      assert.ok(!errors.includes('sk-secret'));
    });
  }

  it('says why a model refuses a parameter', async () => {
    const args = ['--provider', 'openai', '--model', 'gpt-6.2-astra', '--key-env', 'K', '--param', 'temperature=1'];
    const { code, errors } = await ask(args, { environment: { K: 'sk-1' }, fetch: () => assert.fail('sent') });
    assert.equal(code, 2);
    assert.match(errors, /^--param temperature: gpt-6\.2-astra accepts only 1 .*always reasons/u);
  });

  it('refuses a parameter that is given twice', async () => {
    const twice = ['--param', 'seed=1', '--param', 'seed=2'];
    assert.match((await ask([...at(server.baseUrl, 'ok'), ...twice])).errors, /--param seed is given twice/u);
  });

  const mistakes: [string, string[], RegExp][] = [
    ['no model', ['--provider', 'pocket'], /Give --provider and --model[^]*Usage/u],
    ['no provider', ['--model', 'pocket'], /Give --provider and --model/u],
    ['an unknown provider', ['--provider', 'nobody', '--model', 'm'], /"nobody".*openai, anthropic.*pocket/u],
    ['a provider without an address', ['--provider', 'custom', '--model', 'm'], /--base-url/u],
    [
      'an address with a place that is to be filled in',
      ['--provider', 'azure', '--model', 'm', '--base-url', 'https://RESOURCE.openai.azure.com/openai/v1'],
      /in the place of RESOURCE/u,
    ],
    ['a cloud without an address', ['--provider', 'azure', '--model', 'm'], /--base-url https:\/\/RESOURCE\./u],
    ['an address for Pocket', at('http://localhost:1/v1', 'pocket', 'pocket'), /no address/u],
    ['an unknown option', ['--key=sk-secret', '--provider', 'pocket', '--model', 'pocket'], /--key/u],
    ['two prompts', ['--provider', 'pocket', '--model', 'pocket', 'a.md', 'b.md'], /one file/u],
    ['standard input twice', ['--provider', 'pocket', '--model', 'pocket', '--system', '-'], /read once/u],
    ['an empty model', ['--provider', 'pocket', '--model', ' '], /--model is empty/u],
    ['an amount that is none', ['--provider', 'pocket', '--model', 'pocket', '--max-cost', '-1'], /--max-cost/u],
  ];
  for (const [title, args, message] of mistakes) {
    it(`exits with 2 and says what to do for ${title}`, async () => {
      const { code, output, errors } = await ask(args);
      assert.deepEqual([code, output], [2, '']);
      assert.match(errors, message);
      assert.ok(!errors.includes('sk-secret'));
    });
  }

  const inputs: [string, string | Uint8Array, RegExp][] = [
    ['an empty prompt', ' \n', /prompt is empty/u],
    ['a binary prompt', Buffer.from('\x89PNG\0\0'), /standard input: it is not a text/u],
    ['a prompt that is not UTF-8', Buffer.from('größer', 'latin1'), /standard input: it is not valid UTF-8/u],
    ['a prompt that is too long', Buffer.alloc(32_000_001, 'a'), /standard input: it has more than 30\.5 MB/u],
  ];
  for (const [title, input, message] of inputs) {
    it(`exits with 2 and says what is wrong for ${title}`, async () => {
      const { code, output, errors } = await ask(at(server.baseUrl, 'ok'), { input });
      assert.deepEqual([code, output, server.requests.length], [2, '', 0]);
      assert.match(errors, message);
    });
  }

  it('names a file that is not there, and a folder', async () => {
    const missing = await ask([...at(server.baseUrl, 'ok'), 'missing.md']);
    assert.equal(missing.code, 2);
    assert.match(missing.errors, /missing\.md: there is no such file/u);
    assert.match((await ask([...at(server.baseUrl, 'ok'), temp.path])).errors, /Cannot read .*: EISDIR/u);
  });
});
