import assert from 'node:assert/strict';
import { EvalFolder, evalJson, lastText, startChatServer } from './evalRun';
import type { ChatServer, EvalRun } from './evalRun';

type Answering = ReturnType<Parameters<typeof startChatServer>[0]>;

/** What a provider sends besides a text, as the checks of a suite see it. */
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
});
