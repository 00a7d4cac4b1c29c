import assert from 'node:assert/strict';
import { marked } from 'marked';
import { SaxesParser } from 'saxes';
import { finishReasons } from '../../../../../src/core/chat/messages/chatTypes';
import { compareRuns } from '../../../../../src/core/evals/results/compareRuns';
import { csvOf } from '../../../../../src/core/evals/results/csv';
import { junitOf } from '../../../../../src/core/evals/results/junit';
import { comparisonMarkdown, runMarkdown } from '../../../../../src/core/evals/results/runMarkdown';
import { promptfooResults } from '../../../../../src/core/evals/results/promptfooResults';
import { readResults } from '../../../../../src/core/evals/results/readResults';
import { headerOf } from '../../../../../src/core/evals/run/runHeader';
import { brokenCell, passedCell, evalCheck, failedCell, uncheckedCell } from '../../../../support/cellKinds';

const hostile =
  '|`</code>`<img src=x onerror=alert(1)> @octocat #1 \u202Eabc\u0000 ]]> www.example.org https://example.org\n# Heading';

/** An answer that passes by one of its checks; the other is not made. */
const partly = passedCell({ checks: [evalCheck(), ...uncheckedCell().checks] });

/** Each element with its attributes, and the text of all of it. */
function readXml(xml: string): { elements: [string, Record<string, string>][]; text: string } {
  const elements: [string, Record<string, string>][] = [];
  let text = '';
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => elements.push([name, { ...attributes }]));
  parser.on('text', (part) => (text += part));
  parser.write(xml).close();
  return { elements, text };
}

describe('results as CSV', () => {
  it('have a row for each answer, with a column for each value', () => {
    const cells = [passedCell(), failedCell('It is "not".', { test: 1, vars: { day: 7 }, output: 'a\r\nb' })];
    assert.deepEqual(csvOf(cells).split(/(?<=\d,false)\r\n/), [
      'test,repeat,prompt,provider,vars.city,vars.day,pass,score,output,finish,reason,tokens,costUsd,latencyMs,cached\r\n' +
        '0,0,Say {{city}},openai:chat:gpt-4o,Paris,,true,1,Paris,stop,,12,0.002,250,false',
      '1,0,Say {{city}},openai:chat:gpt-4o,,7,false,0,"a\r\nb",stop,"contains: It is ""not"".",12,0.002,250,false',
      '',
    ]);
  });

  it('hold no formula that a program for tables would run', () => {
    const outputs = ['=1+1', '@x', '+x', '-x', '-5.5'].map((output) => passedCell({ output }));
    const rows = csvOf(outputs).split('\r\n').slice(1, -1);
    assert.deepEqual(
      rows.map((row) => row.split(',')[7]),
      ["'=1+1", "'@x", "'+x", "'-x", '-5.5'],
    );
  });
});

describe('results as JUnit', () => {
  it('count what failed, what broke and what was not checked', () => {
    const cells = [
      passedCell(),
      failedCell('It is not.', { repeat: 1 }),
      brokenCell(),
      uncheckedCell({ provider: 'other' }),
    ];
    const { elements, text } = readXml(junitOf(cells, 'a.yaml'));
    const counts = { tests: '4', failures: '1', errors: '1', skipped: '1', time: '1.000' };
    assert.deepEqual(elements[0], ['testsuites', { name: 'a.yaml', ...counts }]);
    assert.deepEqual(
      elements.map(([name]) => name).join(' '),
      'testsuites testsuite testcase testcase failure testcase error testsuite testcase skipped',
    );
    assert.deepEqual(elements[3]?.[1], {
      name: '1: city=Paris (repeat 2)',
      classname: 'openai:chat:gpt-4o',
      time: '0.250',
    });
    assert.match(text, /contains: It is not\.\n\nThe answer:\nParis/u);
  });

  it('say which checks of an answer that passes were not made', () => {
    const { elements, text } = readXml(junitOf([partly], 'a.yaml'));
    assert.deepEqual(elements.map(([name]) => name).slice(2), ['testcase', 'system-out']);
    assert.match(text, /Not checked:\njavascript: It runs code\./u);
  });

  it('are well-formed, whatever an answer has', () => {
    const { elements, text } = readXml(junitOf([failedCell(hostile, { output: `${hostile}\uD800` })], hostile));
    assert.deepEqual(
      elements.map(([name]) => name),
      ['testsuites', 'testsuite', 'testcase', 'failure'],
    );
    assert.match(text, /<\/code>.*@octocat #1 \uFFFDabc/u);
  });
});

describe('results as Markdown', () => {
  it('have a row for each prompt at a provider, and what did not pass', async () => {
    const html = await marked(runMarkdown([passedCell(), failedCell('It is not.', { provider: 'other' })], 'a.yaml'));
    assert.equal(html.match(/<tr>/g)?.length, 5);
    assert.match(html, /<td><code>other<\/code><\/td>\s*<td><code>contains(?:&#58;|:) It is not(?:&#46;|\.)<\/code>/u);
  });

  it('say which checks of an answer that passes were not made', async () => {
    const html = await marked(runMarkdown([partly, { ...partly, test: 1 }], 'a.yaml'));
    assert.match(html, /<h3>Checks that were not made<\/h3>/u);
    assert.match(html, /<code>javascript(?:&#58;|:) It runs code.*<\/code><\/td>\s*<td>2<\/td>/u);
    assert.doesNotMatch(runMarkdown([passedCell()], 'a.yaml'), /not made/u);
  });

  it('say first what got worse, with the sums of both runs', () => {
    const before = [passedCell(), passedCell({ repeat: 1 })];
    const after = [failedCell('It is not.', { costUsd: 0.01 }), passedCell({ repeat: 1, costUsd: null })];
    const text = comparisonMarkdown(compareRuns(before, after));
    assert.match(
      text,
      /^## Two runs compared\n\n\*\*1 of 2 got worse\.\*\* 1 worse, 0 better, 1 the same, 0 new, 0 gone\.\n/u,
    );
    assert.match(text, /\| Cost \| \$0\.004 \| unknown \|/u);
    assert.match(
      text,
      /### Worse\n\n(?:.*\n){2}\| 1 <code>city&#61;Paris<\/code>|### Worse\n\n(?:.*\n){2}\| 1 <code>city=Paris<\/code>/u,
    );
  });

  it('list what is new and did not pass', () => {
    const asked = { vars: { city: 'Oslo' } };
    const text = comparisonMarkdown(
      compareRuns(
        [passedCell()],
        [passedCell(), failedCell('Too long.', asked), passedCell({ vars: { city: 'Rome' } })],
      ),
    );
    assert.match(
      text,
      /\*\*Nothing got worse, but 1 new answer did not pass\.\*\* 0 worse, 0 better, 1 the same, 2 new, 0 gone\./u,
    );
    const [, list = ''] = text.split('### New, and did not pass');
    assert.match(list, /Oslo.*Too long/u);
    assert.doesNotMatch(list, /Rome|Paris/u);
  });

  it('hold nothing of a model but code, and fit into a comment', async () => {
    const cells = Array.from({ length: 400 }, (_, test) => failedCell(hostile, { test, vars: { [hostile]: hostile } }));
    const text = comparisonMarkdown(
      compareRuns(
        cells.map((each) => ({ ...each, pass: true, score: 1 })),
        cells,
      ),
    );
    const html = await marked(text);
    assert.doesNotMatch(html, /<img|<a |<h1/u);
    // Outside of code nothing of it stands.
    assert.doesNotMatch(html.replace(/<code>.*?<\/code>/gu, ''), /octocat|example|Heading/u);
    assert.match(text, /And 380 more\./u);
    assert.ok(text.length < 65_536, String(text.length));
  });
});

describe('results as promptfoo has them', () => {
  const cells = [
    passedCell({ checks: [evalCheck({ metric: 'accuracy', weight: 2 })], namedScores: { accuracy: 1 } }),
    failedCell('It is not.', { test: 1 }),
    uncheckedCell({ test: 2 }),
    brokenCell({ test: 3, provider: 'other' }),
  ];
  const written = JSON.parse(
    JSON.stringify(promptfooResults(cells, { id: 'run-1', timestamp: '2026-11-30T00:00:00.000Z' })),
  ) as { results: { results: Record<string, unknown>[]; stats: object; prompts: { provider: string }[] } };

  it('tell a pass, a failure and an error apart; what is not checked is no pass', () => {
    assert.deepEqual(
      written.results.results.map(({ success, failureReason, promptIdx }) => [success, failureReason, promptIdx]),
      [
        [true, 0, 0],
        [false, 1, 0],
        [false, 2, 0],
        [false, 2, 1],
      ],
    );
    assert.deepEqual(written.results.stats, { successes: 1, failures: 1, errors: 2, tokenUsage: { total: 36 } });
  });

  it('say why an answer ended in its words', () => {
    const finishes = [...finishReasons, 'pause_turn', null];
    const { results } = promptfooResults(
      finishes.map((finish, test) => passedCell({ test, finish })),
      { id: 'run-1', timestamp: '' },
    ) as { results: { results: { response: { finishReason?: string } }[] } };
    const words = ['stop', 'length', 'length', 'content_filter', 'tool_calls', 'length', 'other', 'pause_turn'];
    assert.deepEqual(
      results.results.map(({ response }) => response.finishReason),
      [...words, undefined],
    );
  });

  it('keep each check with its metric and weight', () => {
    assert.deepEqual(written.results.results[0]?.['gradingResult'], {
      ...{ pass: true, score: 1, reason: 'All checks pass.', namedScores: { accuracy: 1 } },
      componentResults: [
        {
          pass: true,
          score: 1,
          reason: 'It is there.',
          assertion: { type: 'contains', weight: 2, metric: 'accuracy' },
        },
      ],
    });
  });
});

describe('the results of a run', () => {
  it('are read of JSON and of a file of lines, the last of two for one answer', () => {
    const stats = {
      cells: 1,
      passed: 1,
      failed: 0,
      errors: 0,
      skipped: 0,
      asked: 1,
      askedAgain: 0,
      cached: 0,
      tokens: 1,
      costUsd: null,
    };
    const printed = JSON.stringify(
      { schema: 1, run: { id: 'a', stopped: null }, stats, cells: [passedCell()] },
      null,
      2,
    );
    assert.deepEqual(readResults(printed), { id: 'a', cells: [passedCell()] });
    const lines = [
      headerOf({ id: 'b', created: 5, suite: '' }),
      passedCell(),
      { asking: 'k' },
      passedCell({ output: 'new' }),
    ];
    const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"cut`;
    assert.deepEqual(readResults(text), { id: 'b', created: 5, cells: [passedCell({ output: 'new' })] });
    for (const other of ['', '[]', '{}', 'x', '{"cells":[]}']) assert.equal(readResults(other), undefined);
  });
});
