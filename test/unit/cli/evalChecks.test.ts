import assert from 'node:assert/strict';
import { EvalFolder, evalJson, evalOf, startChatServer } from './evalRun';
import type { ChatServer } from './evalRun';

const config = `
description: Capitals
prompts: ['Capital of {{country}}?']
providers: ['openai:chat:some-model']
tests:
  - vars: {country: France}
    threshold: 0.5
    assert:
      - {type: contains, value: Paris, weight: 3, metric: right}
      - {type: javascript, value: 'true'}
      - type: assert-set
        metric: '{{country}}'
        assert:
          - {type: equals, value: Rome}
          - {type: icontains, value: PARIS}
  - vars: {country: Italy}
    assert:
      - {type: regex, value: '^(P|Pa|a|r|i|s)+!$'}
`;

describe('the checks of eval', () => {
  let server: ChatServer;
  const folder = new EvalFolder();
  before(async () => (server = await startChatServer(() => 'Paris'.repeat(12))));
  after(async () => {
    await server.close();
    folder.remove();
  });
  const local = (): string[] => ['--base-url', `openai=${server.baseUrl}`, '--max-requests', '9'];

  it('count by their weights, in sets and under their metrics; what is skipped counts for nothing', async () => {
    const { code, results } = await evalJson(folder, config, local());
    const [first, second] = results.cells;
    assert.equal(code, 1);
    assert.deepEqual([first?.pass, first?.score, first?.namedScores], [true, 0.875, { right: 1, France: 0.5 }]);
    assert.deepEqual(
      first?.checks.map(({ type, pass }) => [type, pass]),
      [
        ['contains', true],
        ['javascript', null],
        ['assert-set', false],
        ['equals', false],
        ['icontains', true],
      ],
    );
    assert.deepEqual([second?.pass, second?.checks[0]?.pass], [false, false]);
  });

  it('come as JUnit and as Markdown', async () => {
    const file = folder.write('suite.yaml', config);
    const junit = await evalOf(folder, [file, '--junit', '-', ...local()]);
    assert.match(junit.output, /<testsuites name="suite\.yaml" tests="2" failures="1" errors="0" skipped="0"/u);
    const markdown = await evalOf(folder, [file, '--markdown', '-', ...local()]);
    assert.match(markdown.output, /^## <code>Capitals<\/code>\n[^]*### Did not pass/u);
  });
});
