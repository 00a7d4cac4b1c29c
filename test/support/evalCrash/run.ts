import { createHash } from 'node:crypto';
import { sayInEnglish } from '../../../src/core/base/say';
import type { CellAsker } from '../../../src/core/evals/run/cellAsker';
import { cellRequest } from '../../../src/core/evals/run/cellRequest';
import { PromptRenderer } from '../../../src/core/evals/run/renderedPrompt';
import { RunFile, readRun } from '../../../src/core/evals/run/runFile';
import { runSuite } from '../../../src/core/evals/run/runSuite';
import type { RunResults } from '../../../src/core/evals/results';
import type { Suite } from '../../../src/core/evals/suite';
import type { Files } from '../../../src/core/files/files';

const sha256 = (bytes: Uint8Array): Promise<string> =>
  Promise.resolve(createHash('sha256').update(bytes).digest('hex'));

/** A suite of so many tests, each of which asks for its number. */
export const suiteOf = (cells: number): Suite => ({
  ...{ file: 'suite.yaml', skips: [], types: [], problems: [] },
  prompts: [{ label: 'p', source: '{{n}}' }],
  providers: [{ id: 'openai:m', label: 'm', config: {}, file: 'suite.yaml' }],
  tests: Array.from({ length: cells }, (_, index) => ({
    ...{ index, vars: { n: String(index) }, assert: [], file: 'suite.yaml' },
  })),
});

/** Gives the answer to the question with a number. */
export type AskNumber = (n: string) => Promise<string>;

const renderer = new PromptRenderer();

const askerOf = (ask: AskNumber): CellAsker => ({
  provider: suiteOf(0).providers[0]!,
  request: (messages) => cellRequest(messages, { model: 'm', params: {} }, { sha256, say: sayInEnglish }),
  written: ({ messages }) => ({ url: '', body: JSON.stringify(messages) }),
  most: () => Promise.resolve({ usd: 0, tokens: 0 }),
  async ask({ request }, _signal, onEvents) {
    const [part] = request.messages[0]?.parts ?? [];
    const text = await ask(part?.type === 'text' ? part.text : '');
    onEvents([{ type: 'part', index: 0, part: { type: 'text', text } }]);
    return { status: 'done', finishReason: 'stop', usage: { inputTokens: 1, outputTokens: 1 }, durationMs: 1 };
  },
  usdOf: () => 0,
});

/** Runs the suite, and goes on with the file where there is one. */
export async function run(
  suite: Suite,
  files: Files,
  path: string,
  ask: AskNumber,
  onKept: (n: string) => void = () => undefined,
): Promise<RunResults> {
  const recorded = await readRun(files, path);
  const file =
    (recorded && (await RunFile.goOn(files, path, recorded))) ??
    RunFile.create(files, path, { id: 'run', created: 0, suite: suite.file });
  return runSuite(
    suite,
    {
      askers: new Map([['m', askerOf(ask)]]),
      render: (prompt, test) => renderer.render(prompt, test),
      onProgress: ({ cell }) => onKept(String(cell.vars['n'])),
      grade: () => Promise.resolve({ pass: true, score: 1, checks: [], namedScores: {} }),
      ...{ sha256, now: () => performance.now(), say: sayInEnglish, file, signal: new AbortController().signal },
    },
    { concurrency: 8, ...(recorded && { recorded }) },
  );
}
