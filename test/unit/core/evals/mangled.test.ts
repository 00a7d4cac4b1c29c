import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseJson } from '../../../../src/core/base/json';
import { compareRuns } from '../../../../src/core/evals/results/compareRuns';
import { csvOf } from '../../../../src/core/evals/results/csv';
import { junitOf } from '../../../../src/core/evals/results/junit';
import { comparisonMarkdown, runMarkdown } from '../../../../src/core/evals/results/runMarkdown';
import { promptfooResults } from '../../../../src/core/evals/results/promptfooResults';
import { readResults } from '../../../../src/core/evals/results/readResults';
import { readCells } from '../../../../src/core/evals/grid/readCells';
import { readRun } from '../../../../src/core/evals/run/runFile';
import { NewerResultsError, headOf } from '../../../../src/core/evals/run/runHeader';
import { plannedCells } from '../../../../src/core/evals/run/plan';
import { PromptRenderer } from '../../../../src/core/evals/run/renderedPrompt';
import { isFault } from '../../../../src/core/evals/suite/configText';
import { readRows } from '../../../../src/core/evals/suite/rows';
import { TemplateError } from '../../../../src/core/prompts/template/templateError';
import { evalCell, resultsText } from '../../../support/evalCells';
import { ending, mangled, perhapsMangled } from '../../../support/mangled';
import { tries } from '../../../support/tries';
import { suiteOf } from './suite/suiteOf';

const configs = [
  `description: d
x-shared: &shared {temperature: 0, apiKey: k}
definitions: {check: {type: contains, value: '{{a}}'}}
prompts: ['Hi {{a}}', file://p.txt, {id: file://chat.json, label: c, config: {max_tokens: 3}}, file://r.prompt]
providers: [openai:chat:m, {id: 'ollama:x', config: {<<: *shared}, prompts: [c]}, {'google:g': {label: g}}]
defaultTest: {vars: {a: 1, b: [x, y]}, assert: [{$ref: '#/definitions/check'}], options: {prefix: p}}
tests:
  - file://t.csv
  - t.jsonl
  - {vars: {a: file://p.txt}, assert: [{type: assert-set, threshold: 0.5, assert: [{type: is-json}]}], threshold: 0.2}
scenarios: [{config: [{vars: {a: 2}}], tests: [{vars: {b: z}}]}]
evaluateOptions: {maxConcurrency: 2, repeat: 2}
`,
  '{"prompts": ["{{q}}"], "providers": ["openai:m"], "tests": [{"vars": {"q": "file://*.txt"}, "assert": [{"type": "regex", "value": "a"}]}]}',
];
const [csv, jsonl] = [
  'a,__expected,__expected2,__threshold\n1,contains:x,"icontains-any:a,""b, c""",0.5\r\n"2\n3",,,\n',
  '{"vars": {"a": "b"}, "assert": [{"type": "equals", "value": 1}]}\n\n{"vars": {"a": [1, {"b": null}]}}\n',
];
const files = {
  'p.txt': 'one\n---\ntwo {{env.X}}',
  'chat.json': '[{"role": "user", "content": "file://p.txt"}]',
  'r.prompt': '---\nmodel: openai/m\ninput: {schema: {a: string}}\n---\nHi {{a}}',
  't.csv': csv,
  't.jsonl': jsonl,
};
const results = resultsText([
  evalCell(),
  { asking: '[1,"p","m",0]' },
  evalCell({ test: 1, error: { code: 'timeout', message: 'late' }, namedScores: { facts: 0.5 }, costUsd: null }),
]);

/** A place that is within its text. */
const isIn = (span: { readonly start: number; readonly end: number } | undefined, length: number): boolean =>
  !span || (span.start >= 0 && span.start <= span.end && span.end <= length);

function isNewer(results: string): boolean {
  try {
    headOf(parseJson(results.split('\n')[0] ?? ''));
    return false;
  } catch (error) {
    return error instanceof NewerResultsError;
  }
}

const encoder = new TextEncoder();

describe('what was mangled', () => {
  it('is read as a config, with places inside its texts, and its prompts are filled or say why not', async () => {
    const beside = fc.tuple(...Object.values(files).map(perhapsMangled));
    await fc.assert(
      fc.asyncProperty(
        mangled(...configs),
        beside,
        ending(async (config, contents) => {
          const own = Object.fromEntries(Object.keys(files).map((name, at) => [name, contents[at] ?? '']));
          const suite = await suiteOf(config, own);
          const lengths = new Map(Object.entries(own).map(([name, { length }]) => [`evals/${name}`, length]));
          lengths.set('evals/suite.yaml', config.length);
          for (const { file, span } of [...suite.problems, ...suite.skips, ...suite.providers, ...suite.tests]) {
            assert.ok(isIn(span, lengths.get(file) ?? 0), `${file} ${JSON.stringify(span)}`);
          }
          const renderer = new PromptRenderer();
          for (const { prompt, test } of plannedCells(suite).slice(0, 20)) {
            try {
              renderer.render(prompt, test);
            } catch (error) {
              assert.ok(error instanceof TemplateError, String(error));
            }
          }
        }),
      ),
      tries(20),
    );
  });

  it('is read as rows, each at its place', async () => {
    const rows = fc.oneof(
      mangled(csv).map((text) => ['t.csv', text] as const),
      mangled(jsonl).map((text) => ['t.jsonl', text] as const),
    );
    await fc.assert(
      fc.asyncProperty(
        rows,
        ending(async ([name, text]) => {
          const read = await readRows(name, text);
          if (isFault(read)) return assert.ok(isIn(read.span, text.length));
          const all = Array.isArray(read.value) ? read.value.map((_, row) => read.spanOf([row])) : [];
          for (const [row, span] of all.entries()) {
            assert.ok(span && isIn(span, text.length), `${row}`);
            assert.ok(
              row === 0 || span.start >= (all[row - 1]?.end ?? 0),
              `${row} begins before the one above it ends`,
            );
          }
        }),
      ),
      tries(100),
    );
  });

  it('has no cell whose figures are beyond all numbers', () => {
    for (const [field, beyond] of [
      ['"score":1,"checks"', '"score":1e999,"checks"'],
      ['"facts":0.5', '"facts":-1e999'],
      ['"latencyMs":100', '"latencyMs":1e999'],
    ] as const) {
      const text = results.replaceAll(field, beyond);
      assert.notEqual(text, results, field);
      const cells = readResults(text)?.cells ?? [];
      assert.ok(cells.length < 2, beyond);
      assert.equal(compareRuns(cells, cells).counts.worse, 0);
    }
  });

  it('is read as results the same way everywhere, and written in every form', async () => {
    await fc.assert(
      fc.asyncProperty(
        mangled(results),
        ending(async (text) => {
          const bytes = encoder.encode(text);
          // oxlint-disable-next-line typescript/require-await -- one piece that is there already
          const readPieces = async function* () {
            yield bytes;
          };
          if (isNewer(text)) {
            await assert.rejects(readRun({ readPieces }, ''), NewerResultsError);
            await assert.rejects(readCells(bytes), NewerResultsError);
            assert.throws(() => readResults(text), NewerResultsError);
            return;
          }
          const [run, grid] = [await readRun({ readPieces }, ''), await readCells(bytes)];
          assert.ok(run && run.size <= bytes.length);
          assert.deepEqual([...run.cells.values()], grid.cells);
          const kept = readResults(text);
          if (!kept) return;
          const { cells } = kept;
          const written = [csvOf(cells), junitOf(cells, 'n'), runMarkdown(cells, 'n')];
          const comparison = compareRuns(cells, cells);
          assert.deepEqual([comparison.counts.worse, comparison.counts.new, comparison.counts.gone], [0, 0, 0]);
          written.push(comparisonMarkdown(comparison), JSON.stringify(comparison));
          const timestamp = new Date(kept.created ?? 0).toISOString();
          written.push(JSON.stringify(promptfooResults(cells, { id: kept.id, timestamp, description: 'd' })));
          assert.ok(written.every((each) => each !== ''));
        }),
      ),
      tries(50),
    );
  });
});
