import assert from 'node:assert/strict';
import { startFaultServer } from '../../fakes/faultServer';
import type { FaultServer } from '../../fakes/faultServer';
import { useTempFolder } from '../../support/tempFolder';
import { ask, askJson, at } from './askRun';

const schema = {
  title: 'A city',
  type: 'object',
  properties: { city: { type: 'string' }, people: { type: 'integer', minimum: 0 } },
  required: ['city', 'people'],
  additionalProperties: false,
};

describe('the schema of ask', function () {
  this.timeout(600_000); // The first run builds the vocabularies.
  let server: FaultServer;
  const temp = useTempFolder();
  before(async () => (server = await startFaultServer()));
  after(() => server.close());
  beforeEach(() => server.reset());
  /** The server answers with what it is asked. */
  const echoing = (content: unknown = schema): string[] => [
    ...[...at(server.baseUrl, 'echo'), '--schema'],
    temp.write('schema.json', typeof content === 'string' ? content : JSON.stringify(content)),
  ];

  it('sends the schema, and takes an answer that fits', async () => {
    const input = '{"city":"Rome","people":3}';
    const { code, output, errors } = await ask(echoing(), { input });
    assert.deepEqual([code, output, errors], [0, input, '']);
    assert.deepEqual(server.requests[0]?.body['response_format'], {
      type: 'json_schema',
      json_schema: { name: 'A_city', schema, strict: true },
    });
  });

  it('is asked with no field of the body that would undo it', async () => {
    for (const field of ['response_format={"type":"text"}', 'response_format=null']) {
      const { code, errors } = await ask([...echoing(), '--param', field]);
      assert.deepEqual([code, server.requests.length], [2, 0]);
      assert.match(errors, /--param response_format\.type: it would undo --schema\./u);
    }
  });

  it('says each place of an answer that does not fit, and exits with 1', async () => {
    const input = '{"city":7,"people":-1,"more":true}';
    const { code, report, errors } = await askJson(echoing(), { input });
    assert.deepEqual([code, report.text, report.finish, report.error?.code], [1, input, 'stop', 'schema']);
    const paths = report.error?.problems?.map(({ path }) => path).sort();
    assert.deepEqual(paths, ['', '/city', '/people']);
    assert.match(errors, /does not fit the schema\..*\/city: is not of the type string/u);
  });

  it('says that an answer is no JSON, as one is that was cut off', async () => {
    const { code, report } = await askJson(echoing(), { input: '{"city":"Ro' });
    assert.deepEqual([code, report.error?.code, report.error?.problems], [1, 'schema', []]);
    assert.match(report.error?.message ?? '', /is no JSON/u);
  });

  it('takes no block of code for JSON: a program that reads it would fail', async () => {
    const { code, report } = await askJson(echoing(), { input: '```json\n{"city":"Rome","people":3}\n```' });
    assert.deepEqual([code, report.error?.code, report.error?.problems], [1, 'schema', []]);
    assert.match(report.error?.message ?? '', /is no JSON, but a block of code/u);
  });

  it('checks no answer that the provider did not give', async () => {
    const file = temp.write('schema.json', JSON.stringify(schema));
    const { code, report } = await askJson([...at(server.baseUrl, 'no-finish'), '--schema', file]);
    assert.deepEqual([code, report.error?.code], [3, 'cut-off']);
  });

  it('checks no answer that reached the output limit', async () => {
    const file = temp.write('schema.json', JSON.stringify(schema));
    const cut = { choices: [{ index: 0, delta: { content: '{"city":"Ro' }, finish_reason: 'length' }] };
    const fetch = () => Promise.resolve(new Response(`data: ${JSON.stringify(cut)}\n\n`));
    const { code, report } = await askJson([...at('http://localhost/v1', 'm'), '--schema', file], { fetch });
    assert.deepEqual([code, report.error?.code, report.finish], [3, 'length', 'length']);
  });

  const unsound: [string, unknown, RegExp][] = [
    ['that is no JSON', '{"type":', /schema\.json: it is not JSON from line 1, column \d+ on/u],
    ['that is no object', '[]', /schema\.json: it is no JSON Schema/u],
    ['that is empty', ' ', /schema\.json: it is empty/u],
    ['that is not sound', { type: 'nothing' }, /schema\.json: .*the schema is not sound/u],
    ['that is elsewhere', { $ref: 'https://example.com/schema.json' }, /refers to https:\/\/example\.com/u],
    ['of another draft', { $schema: 'http://json-schema.org/draft-04/schema#' }, /neither draft-07 nor 2020-12/u],
  ];
  for (const [title, content, message] of unsound) {
    it(`refuses a schema ${title}, and sends nothing`, async () => {
      const { code, output, errors } = await ask(echoing(content));
      assert.deepEqual([code, output, server.requests.length], [2, '', 0]);
      assert.match(errors, message);
    });
  }

  it('ends the check of an expression that takes for ever @deep', async () => {
    const slow = { type: 'string', pattern: '^(a+)+$' };
    const { code, report } = await askJson(echoing(slow), { input: JSON.stringify(`${'a'.repeat(40)}!`) });
    assert.deepEqual([code, report.error?.code], [4, 'schema']);
    assert.match(report.error?.message ?? '', /longer than three seconds/u);
  });

  it('says what the provider refuses of it, at its place', async () => {
    const open = temp.write('open.json', JSON.stringify({ type: 'object', properties: { a: { oneOf: [{}] } } }));
    const args = ['--provider', 'openai', '--model', 'm', '--schema', open];
    const fetch = () => Promise.resolve(new Response('{}', { status: 403 }));
    const { errors } = await ask(args, { environment: { OPENAI_API_KEY: 'sk-0123456789' }, fetch });
    assert.match(errors, /open\.json#: OpenAI wants "additionalProperties": false/u);
    assert.match(errors, /open\.json#\/properties\/a\/oneOf: OpenAI refuses "oneOf"/u);
  });

  it('is refused where the provider takes none, and said to be passed on where it depends on others', async () => {
    const file = temp.write('schema.json', JSON.stringify(schema));
    const asked: string[] = [];
    const fetch = (url: string) => (asked.push(url), Promise.resolve(new Response('{}', { status: 403 })));
    const at = (provider: string, key: string) =>
      ask(['--provider', provider, '--model', 'm', '--schema', file], {
        environment: { [key]: 'sk-0123456789' },
        fetch,
      });
    const refused = await at('deepseek', 'DEEPSEEK_API_KEY');
    assert.deepEqual([refused.code, asked.length], [2, 0]);
    assert.match(refused.errors, /^--schema: m cannot be held to a schema, as the documentation of DeepSeek says\./u);
    const routed = await at('openrouter', 'OPENROUTER_API_KEY');
    assert.match(routed.errors, /schema\.json#: OpenRouter passes the schema on/u);
    assert.equal(asked.length, 1);
  });

  it('is counted once', async () => {
    const counted = async (description: string): Promise<number> => {
      const file = temp.write('schema.json', JSON.stringify({ description }));
      const chunk = { choices: [{ index: 0, delta: { content: '{}' }, finish_reason: 'stop' }] };
      const fetch = () => Promise.resolve(new Response(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`));
      const { report } = await askJson([...at('http://localhost/v1', 'm'), '--schema', file], { fetch });
      return report.usage.input ?? assert.fail('It is counted.');
    };
    // Each a token of its own.
    const added = (await counted(' one'.repeat(301))) - (await counted(' one'));
    assert.equal(added, 300);
  });

  it('asks nobody who cannot keep to one', async () => {
    const file = temp.write('schema.json', JSON.stringify(schema));
    const { code, errors } = await ask(['--provider', 'pocket', '--model', 'pocket', '--schema', file]);
    assert.equal(code, 2);
    assert.match(errors, /^--schema: pocket cannot be held to a schema\./u);
  });
});
