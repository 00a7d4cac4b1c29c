import assert from 'node:assert/strict';
import path from 'node:path';
import { greetings, lastText, useEvalServer } from './evalRun';

describe('eval that goes on with results', () => {
  const evals = useEvalServer('--no-cache');
  const { run } = evals;
  const own = (name: string): string => path.join(evals.folder.path, name);
  const kept = (name: string): string[] => evals.folder.read(name).trimEnd().split('\n');

  it('keeps the answers that it does not ask for this time', async () => {
    await run(greetings);
    const before = kept('suite.eval.jsonl');
    const { results } = await run(greetings, '--resume', own('suite.eval.jsonl'), '--filter', 'bob');
    assert.deepEqual([results.stats.cells, results.stats.asked, kept('suite.eval.jsonl')], [1, 0, before]);
  });

  it('takes what eval --json has written over into the file that it goes on with', async () => {
    const json = evals.folder.write('results.json', (await run(greetings, '--filter', 'ada')).output);
    const more = greetings.replace('name: Bob', 'name: Cyd') + '  - {vars: {name: Bob}}\n';
    const capped = await run(more, '--resume', json, '--max-requests', '2', '--concurrency', '1');
    assert.deepEqual([capped.code, evals.server.asked.length], [5, 2]);
    assert.match(capped.errors, /Go on with --resume .*suite\.eval\.jsonl/);
    const { results } = await run(more, '--resume', own('suite.eval.jsonl'));
    assert.deepEqual(
      [results.stats.asked, evals.server.asked.map(lastText)],
      [1, ['Greet Ada', 'Greet Cyd', 'Greet Bob']],
    );
  });

  it('refuses a file that has no results', async () => {
    const { code, errors } = await run(greetings, '--resume', evals.folder.write('notes.md', '# Notes\n'));
    assert.deepEqual([code, evals.server.asked.length, evals.folder.read('notes.md')], [2, 0, '# Notes\n']);
    assert.match(errors, /Cannot read .*notes\.md: it has no results of a run/);
    const mistyped = await run(greetings, '--resume', own('suit.eval.jsonl'));
    assert.deepEqual([mistyped.code, evals.server.asked.length], [2, 0]);
    assert.match(mistyped.errors, /Cannot read .*suit\.eval\.jsonl: there is no such file/);
  });

  it('neither goes on with results of a newer version, nor takes their place', async () => {
    await run(greetings);
    evals.server.forget();
    const newer = evals.folder.read('suite.eval.jsonl').replace('"version":1', '"version":2');
    const file = evals.folder.write('suite.eval.jsonl', newer);
    for (const args of [['--resume', file], ['--filter-failing', file], []]) {
      const { code, errors } = await run(greetings, ...args, '--no-cache');
      assert.deepEqual([code, evals.server.asked.length, evals.folder.read('suite.eval.jsonl')], [2, 0, newer]);
      assert.match(errors, /Cannot read .*suite\.eval\.jsonl: a newer version of AI Field Guide wrote it/);
    }
  });

  it('asks what was never asked, as its prompt could not be filled', async () => {
    const config = greetings.replace("'Greet {{name}}'", '{label: p, raw: "Greet {{name | nosuch}}"}');
    assert.equal((await run(config)).results.stats.errors, 2);
    const { results } = await run(config.replace(' | nosuch', ''), '--resume', own('suite.eval.jsonl'));
    assert.deepEqual([results.stats.asked, results.stats.errors], [2, 0]);
  });

  it('asks nothing again, whatever the variables are called', async () => {
    const config = greetings.replaceAll('vars: {', 'vars: {constructor: x, prototype: y, ');
    const first = await run(config);
    const { results } = await run(config, '--resume', own('suite.eval.jsonl'));
    assert.deepEqual([results.stats.asked, results.cells], [0, first.results.cells]);
  });

  it('keeps an answer that was cut off from the end of its line alone', async () => {
    await run(greetings);
    const before = evals.folder.read('suite.eval.jsonl');
    const file = evals.folder.write('cut.eval.jsonl', before.trimEnd());
    const { results } = await run(greetings, '--resume', file, '--filter', 'ada');
    assert.deepEqual([results.stats.asked, evals.folder.read('cut.eval.jsonl')], [0, before]);
    evals.folder.write('cut.eval.jsonl', before.trimEnd());
    const capped = await run(greetings + '  - {vars: {name: Cyd}}\n', '--resume', file, '--max-requests', '2');
    assert.deepEqual([capped.code, evals.folder.read('cut.eval.jsonl')], [5, `${before}{"ended":"cap"}\n`]);
  });

  it('leaves the results that are there where no test is asked', async () => {
    await run(greetings);
    const before = evals.folder.read('suite.eval.jsonl');
    assert.equal((await run(greetings, '--filter', 'nobody has this')).code, 2);
    assert.equal(evals.folder.read('suite.eval.jsonl'), before);
  });
});
