import assert from 'node:assert/strict';
import { EvalFolder, evalJson, lastText, startChatServer } from './evalRun';
import type { ChatServer, EvalRun } from './evalRun';

type Answering = ReturnType<Parameters<typeof startChatServer>[0]>;

/** Parts of an answer of a provider other than its text, as the checks of a suite see them. */
describe('the checks of eval see', () => {
  const folder = new EvalFolder();
  let server: ChatServer;
  let answers: Readonly<Record<string, Answering>> = {};
  before(async () => (server = await startChatServer((asked) => answers[lastText(asked)] ?? '')));
  after(async () => {
    await server.close();
    folder.remove();
  });
  const run = (config: string, ...args: string[]): Promise<EvalRun> =>
    evalJson(folder, config, ['--base-url', `openai=${server.baseUrl}`, '--no-cache', ...args]);

  it("why an answer ended, in promptfoo's words", async () => {
    const ends = ['stop', 'length', 'content_filter', 'tool_calls'];
    answers = Object.fromEntries(ends.map((finish) => [finish, { text: 'Well', finish }]));
    const checks = '[{type: finish-reason, value: "{{end}}"}, {type: not-finish-reason, value: "{{end}}"}]';
    const { results } = await run(
      `prompts: ['{{end}}']\nproviders: ['openai:chat:m']\ntests: [{vars: {end: [${ends.join()}]}, assert: ${checks}}]`,
    );
    assert.deepEqual(
      results.cells.map(({ finish, checks }) => [finish, ...checks.map(({ pass }) => pass)]),
      ['stop', 'length', 'content-filter', 'tool-calls'].map((finish) => [finish, true, false]),
    );
  });

  it('calls of tools, also those beside a text, with the tools that the request had', async () => {
    answers = {
      both: { text: 'I look for it.', calls: ['search'], finish: 'tool_calls' },
      calls: { calls: ['search'], finish: 'tool_calls' },
      text: 'I do not.',
    };
    const tool = (name: string): string => `[{type: function, function: {name: ${name}, parameters: {type: object}}}]`;
    folder.write(
      'file.prompt',
      '---\ntoolDefs: [{name: search, inputSchema: {type: object, properties: {q: {type: string}}}}]\n---\n{{ask}}',
    );
    const { results } = await run(`prompts: [{raw: '{{ask}}', config: {tools: ${tool('search')}}}, file.prompt]
providers: [{id: 'openai:chat:m', config: {tools: ${tool('other')}}}]
defaultTest: {assert: [{type: tool-call-f1, value: search}, {type: is-valid-openai-tools-call}]}
tests:
  - {vars: {ask: both}, assert: [{type: contains, value: I look for it.}]}
  - {vars: {ask: calls}}
  - {vars: {ask: text}, assert: [{type: equals, value: I do not.}]}
`);
    assert.deepEqual(
      results.cells.map(({ checks }) => checks.map(({ pass }) => pass)),
      [...Array<boolean[]>(2).fill([true, true, true]), ...Array<boolean[]>(2).fill([true, true])].concat(
        Array<boolean[]>(2).fill([false, false, true]),
      ),
    );
    assert.match(results.cells[0]?.output ?? '', /^\{"role":"assistant","content":"I look for it\.","tool_calls":\[/);
  });

  it('a value where the request asked for one with a schema, however it is written', async () => {
    answers = { value: '{ "a": 1 }', text: 'no JSON' };
    const format = '{type: json_schema, json_schema: {name: n, schema: {type: object}}}';
    const { results } = await run(`prompts: ['{{ask}}', {raw: '{{ask}}', config: {response_format: ${format}}}]
providers: ['openai:chat:m']
tests:
  - {vars: {ask: value}, assert: [{type: contains, value: '{"a":1}'}]}
  - {vars: {ask: text}, assert: [{type: equals, value: no JSON}]}
`);
    assert.deepEqual(
      results.cells.map(({ pass, output }) => [pass, output]),
      [...[false, true].map((pass) => [pass, '{ "a": 1 }']), ...[true, true].map((pass) => [pass, 'no JSON'])],
    );
  });
});
