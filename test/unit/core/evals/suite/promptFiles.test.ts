import assert from 'node:assert/strict';
import { PromptRenderer } from '../../../../../src/core/evals/run/renderedPrompt';
import type { Suite } from '../../../../../src/core/evals/suite';
import { problemsOf, suiteOf } from './suiteOf';

/** The text of each prompt of a suite with the values of each test. */
function textsOf({ prompts, tests }: Suite): string[] {
  const renderer = new PromptRenderer();
  return tests.flatMap((test) =>
    prompts.map((prompt) =>
      renderer
        .render(prompt, test)
        .flatMap(({ content }) => content.map((part) => ('text' in part ? part.text : '?')))
        .join('|'),
    ),
  );
}

describe('a prompt file of a suite', () => {
  it('is filled with the partials beside it and above it', async () => {
    const suite = await suiteOf(
      "prompts: [file://p/*.prompt, 'Hi {{name}}']\ntests: [{vars: {name: Ada}}, {vars: {name: Bob}}]",
      {
        'p/greet.prompt': '{{> greeting}}, {{name}}!',
        'p/_greeting.prompt': 'Good {{> part}}',
        '_part.prompt': 'day',
      },
    );
    assert.deepEqual(problemsOf(suite), []);
    assert.deepEqual(textsOf(suite), ['Good day, Ada!', 'Hi Ada', 'Good day, Bob!', 'Hi Bob']);
  });
});
