import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { connectionReport } from '../../../../../src/core/pages/reports/connectionReport';
import type { ConnectionTest } from '../../../../../src/core/pages/reports/connectionReport';
import { endpointAt } from '../../../../support/backends';

const endpoint = endpointAt('https://api.example.com/v1', { name: 'Maker [x](command:y)' });
const report = (test: Partial<ConnectionTest>): string =>
  connectionReport({ endpoint, model: 'm`1', found: [], ...test }, sayInEnglish).markdown;
const rowOf = (markdown: string, name: string): string =>
  markdown.split('\n').find((line) => line.startsWith(`| ${name} |`)) ?? '';

describe('the page of a test of a connection', () => {
  it('says what works, with what was seen', () => {
    const usage = { inputTokens: 1_234, outputTokens: 5 };
    const markdown = report({
      list: { status: 'done', value: { count: 2, hasModel: false } },
      found: [
        { probe: 'answer', outcome: { status: 'done', value: { state: 'works', usage, firstTokenMs: 412.4 } } },
        { probe: 'tools', outcome: { status: 'done', value: { state: 'works' } } },
      ],
      cost: 0.0042,
    });
    assert.match(rowOf(markdown, 'List of models'), /✓ works \| 2 models\. m\\`1 is not one of them\./);
    assert.match(rowOf(markdown, 'Streaming'), /✓ works \| First token after 412 ms\./);
    assert.match(rowOf(markdown, 'Usage'), /✓ works \| 1,234 tokens in, 5 out\./);
    assert.match(rowOf(markdown, 'Tools'), /✓ works/);
    assert.match(markdown, /This test cost \$0\.0042\./);
    assert.doesNotMatch(markdown, /What to do next/);
  });

  it('says what does not work, in the words of the provider, which are no markup', () => {
    const markdown = report({
      found: [
        { probe: 'answer', outcome: { status: 'done', value: { state: 'works' } } },
        {
          probe: 'images',
          outcome: { status: 'done', value: { state: 'refused', words: 'No | [images](command:z)\nhere.' } },
        },
        { probe: 'tools', outcome: { status: 'done', value: { state: 'ignored' } } },
        { probe: 'logprobs', outcome: { status: 'done', value: { state: 'no-field' } } },
      ],
      cost: 'unknown',
    });
    assert.match(rowOf(markdown, 'Usage'), /not reported/);
    assert.match(rowOf(markdown, 'Images'), /✗ refused/);
    assert.match(rowOf(markdown, 'Tools'), /no effect/);
    assert.match(rowOf(markdown, 'Log probabilities'), /not in this API \| Nothing was sent\./);
    assert.match(markdown, /once is not proof/);
    assert.match(markdown, /What this test cost is unknown\./);
    assert.doesNotMatch(markdown, /(?<!\\)\]\(command/);
    // Each row has its three cells.
    for (const line of markdown.split('\n').filter((each) => each.startsWith('| '))) {
      assert.equal(line.match(/(?<!\\)\|/g)?.length, 4, line);
    }
  });

  it('says how a local server runs the model, with its template, which is no markup', () => {
    const template = '```\n[x](command:y)\n````';
    const markdown = report({
      served: { server: 'ollama', isLoaded: true, context: 4_096, trained: 40_960, template },
    });
    assert.match(markdown, /- In memory: yes\n- Context: 4,096 tokens\n- Trained for: 40,960 tokens\n/);
    assert.ok(markdown.includes(`\n\`\`\`\`\`\n${template}\n\`\`\`\`\`\n`), markdown);
    const less = report({ served: { server: 'lmstudio', isLoaded: false } });
    assert.match(less, /- In memory: no\n- Context: not said\n- Trained for: not said\n/);
    assert.doesNotMatch(less, /template/);
  });

  it('says that a model may do what had no effect once, and of nothing else', () => {
    const found = (state: 'works' | 'ignored' | 'no-field') =>
      report({ found: [{ probe: 'tools', outcome: { status: 'done', value: { state } } }] });
    assert.match(found('ignored'), /once is not proof/);
    assert.doesNotMatch(found('works') + found('no-field'), /once is not proof/);
    const refused = { probe: 'tools', outcome: { status: 'done', value: { state: 'refused', words: 'No.' } } } as const;
    assert.doesNotMatch(report({ found: [refused] }), /once is not proof/);
  });

  it('says that a test was free, and nothing of a cost where only the list was asked for', () => {
    const list = { status: 'done', value: { count: 2, hasModel: true } } as const;
    const works = { probe: 'answer', outcome: { status: 'done', value: { state: 'works' } } } as const;
    assert.match(report({ list, found: [works] }), /This test cost nothing\./);
    assert.doesNotMatch(report({ list }), /cost/);
  });

  it('says once what to do next where something failed', () => {
    const error = {
      kind: 'wrong-key',
      message: 'It does not accept the key.',
      advice: 'Set it again.',
      actions: [],
    } as const;
    const markdown = report({
      list: { status: 'failed', error },
      found: [{ probe: 'answer', outcome: { status: 'failed', error } }],
    });
    assert.match(rowOf(markdown, 'List of models'), /✗ failed \| It does not accept the key\./);
    assert.equal(markdown.match(/Set it again\./g)?.length, 1);
    assert.match(markdown, /## What to do next/);
  });

  it('is about its provider, so that it can be made again', () => {
    assert.deepEqual(connectionReport({ endpoint, model: 'm', found: [] }, sayInEnglish).of, ['provider:/maker']);
  });
});
