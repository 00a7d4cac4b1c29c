import assert from 'node:assert/strict';
import { readCells } from '../../../src/core/evals/grid/readCells';
import { EvalFolder, evalJson } from './evalRun';
import type { EvalRun } from './evalRun';

/** With a price in the catalog, at its maker's address. */
const model = 'gpt-6.2-sol';
const keys = { OPENAI_API_KEY: 'sk-test-0123456789' };

const usage = { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 };
const choice = { delta: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop', index: 0 };
const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' };
const stream = [
  { ...chunk, choices: [choice] },
  { ...chunk, choices: [], usage },
].map((each) => `data: ${JSON.stringify(each)}\n\n`);

describe('the caps of eval', function () {
  this.timeout(600_000); // The first run builds the vocabularies.
  let folder: EvalFolder;
  let sent: number;
  let running: number;
  let most: number;
  beforeEach(() => {
    folder = new EvalFolder();
    [sent, running, most] = [0, 0, 0];
    together = 1;
    areTogether = new Promise((done) => (beTogether = done));
  });
  /** So many are under way before the first is answered. */
  let together = 1;
  let areTogether: Promise<void>;
  let beTogether: () => void;
  afterEach(() => folder.remove());

  const answered = async () => {
    sent++;
    most = Math.max(most, ++running);
    if (running === together) beTogether();
    await areTogether;
    running--;
    return new Response(`${stream.join('')}data: [DONE]\n\n`, { headers: { 'content-type': 'text/event-stream' } });
  };
  const run = (id: string, parameters: string, ...args: string[]): Promise<EvalRun> => {
    const tests = Array.from({ length: 10 }, (_, at) => `  - {vars: {n: ${at}}}\n`).join('');
    const config = `prompts: ['{{n}}']\nproviders: [{id: '${id}', config: {${parameters}}}]\ntests:\n${tests}`;
    return evalJson(folder, config, args, { environment: keys, fetch: answered });
  };

  it('sends what may not cost more, and counts the most of what is under way', async () => {
    together = 3;
    // An answer of 1,000 tokens may cost $0.01, and costs far less: with $0.035 three are under way at once, and all come through.
    const { code, results } = await run(
      `openai:chat:${model}`,
      'max_tokens: 1000',
      '--max-cost',
      '0.035',
      '--concurrency',
      '8',
    );
    assert.deepEqual([code, sent, most, results.run.stopped], [0, 10, 3, null]);
    assert.ok(results.stats.costUsd !== null && results.stats.costUsd > 0 && results.stats.costUsd < 0.001);
  });

  it('ends with what has come where the next may cost more', async () => {
    const { code, results } = await run(`openai:chat:${model}`, 'max_tokens: 1000', '--max-cost', '0.0102');
    assert.deepEqual([code, results.run.stopped], [5, 'cap']);
    assert.ok(sent > 0 && sent < 10, String(sent));
    assert.equal(results.cells.length, sent);
    assert.ok((results.stats.costUsd ?? 1) <= 0.0102);
    const none = await run(`openai:chat:${model}`, 'max_tokens: 1000', '--max-cost', '0.001', '--no-cache');
    assert.deepEqual([none.code, none.results.stats.asked, none.results.cells.length], [5, 0, 0]);
  });

  it('counts what a run that is gone on with has used', async () => {
    const args = ['--max-cost', '0.0102', '--concurrency', '1'];
    const first = await run(`openai:chat:${model}`, 'max_tokens: 1000', ...args);
    const resume = ['--resume', `${folder.path}/suite.eval.jsonl`];
    const { code, results } = await run(`openai:chat:${model}`, 'max_tokens: 1000', ...args, ...resume);
    assert.deepEqual([code, results.stats.asked, sent], [5, 0, first.results.cells.length]);
  });

  it('does not hold for a file of which nobody knows the tokens, and then sends nothing', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const content = '[{"type": "image_url", "image_url": {"url": "{{x}}"}}]';
    folder.write('chat.json', `[{"role": "user", "content": ${content}}]`);
    const config = (id: string): string =>
      `prompts: [file://chat.json]\nproviders: [{id: '${id}', config: {max_tokens: 10}}]\ntests: [{vars: {x: 'data:image/png;base64,${png}'}}]`;
    const surroundings = { environment: { ...keys, MISTRAL_API_KEY: 'sk-test-0123456789' }, fetch: answered };
    const unknown = await evalJson(folder, config('mistral:mistral-large-latest'), ['--max-cost', '1'], surroundings);
    assert.deepEqual([unknown.code, sent], [5, 0]);
    assert.match(unknown.errors, /how many tokens a file has/);
    const known = await evalJson(folder, config('openai:chat:gpt-4o'), ['--max-cost', '1'], surroundings);
    assert.deepEqual([known.code, sent], [0, 1]);
  });

  it('takes a cap on requests in the place of one on costs that are not known, and says so', async () => {
    const refused = await run('groq:nobody-1', 'max_tokens: 10', '--max-cost', '5', '--key-env', 'groq=OPENAI_API_KEY');
    assert.deepEqual([refused.code, refused.output, sent], [5, '', 0]);
    assert.match(refused.errors, /groq:nobody-1 charges is not known.*Nothing was sent\. Give --max-requests N/);
    const args = ['--max-cost', '5', '--max-requests', '4', '--key-env', 'groq=OPENAI_API_KEY'];
    const { code, errors, results } = await run('groq:nobody-1', 'max_tokens: 10', ...args);
    assert.deepEqual([code, sent, results.stats.costUsd], [5, 4, null]);
    const kept = await readCells(new TextEncoder().encode(folder.read('suite.eval.jsonl')));
    assert.deepEqual([kept.cells.length, kept.planned?.cells, kept.ended, kept.unread], [4, 10, 'cap', 0]);
    assert.match(errors, /The cap is 4 requests, about \d+ tokens at most\./);
  });

  it('holds tokens, also in the place of costs that are not known, and only where an answer has a limit', async () => {
    const groq = ['--key-env', 'groq=OPENAI_API_KEY', '--concurrency', '1', '--max-tokens'];
    const { code, errors, results } = await run('groq:nobody-1', 'max_tokens: 50', ...groq, '80', '--max-cost', '5');
    assert.deepEqual([code, results.run.stopped, results.stats.tokens], [5, 'cap', 8 * sent]);
    assert.ok(sent > 0 && sent < 10, String(sent));
    assert.match(errors, /The cap is 80 tokens\./);
    sent = 0;
    const open = await run('groq:nobody-1', '', ...groq, '80');
    assert.deepEqual([open.code, open.output, sent], [5, '', 0]);
    assert.match(
      open.errors,
      /--max-tokens cannot be held: how long the answers of groq:nobody-1 may get is not known/,
    );
  });

  it('asks nobody where the price of one judge of several with the same label is not known', async () => {
    const checks = [model, 'nobody-knows'].map(
      (id) => `{type: llm-rubric, value: x, provider: {id: 'openai:chat:${id}', label: judge}}`,
    );
    const tests = checks.map((check) => `  - {assert: [${check}]}\n`).join('');
    const config = `prompts: [Hi]\nproviders: ['openai:chat:${model}']\ntests:\n${tests}`;
    const { code, errors } = await evalJson(folder, config, ['--max-cost', '1'], {
      environment: keys,
      fetch: answered,
    });
    assert.deepEqual([code, sent], [5, 0]);
    assert.match(errors, /what the judge judge \(openai:chat:nobody-knows\) charges is not known/);
  });

  it('counts what judges may cost, and what they have cost', async () => {
    const judge = `{id: 'openai:chat:${model}', config: {max_tokens: 1000}}`;
    const check = `{type: llm-rubric, value: x, provider: ${judge}}`;
    const config = `prompts: [x]\nproviders: [{id: 'openai:chat:${model}', config: {max_tokens: 10}}]\ntests: [{assert: [${check}]}]`;
    const surroundings = { environment: keys, fetch: answered };
    const { results } = await evalJson(folder, config, ['--max-cost', '0.0115'], surroundings);
    const { costUsd = 0, judging } = results.cells[0] ?? {};
    // Three at once might cost more.
    assert.deepEqual([sent, most, judging?.requests], [4, 1, 3]);
    assert.equal(results.stats.costUsd, (costUsd ?? 0) + (judging?.costUsd ?? 0));
    assert.ok((judging?.costUsd ?? 0) > (costUsd ?? 1));
    const capped = await evalJson(folder, config, ['--max-cost', '0.001', '--no-cache'], surroundings);
    assert.deepEqual([capped.code, capped.results.run.stopped, sent], [5, 'cap', 5]);
  });
});
