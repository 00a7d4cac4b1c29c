import assert from 'node:assert/strict';
import { Progress } from '../../../src/cli/eval/progress';
import { evalCell } from '../../support/evalCells';
import { evalJson, greetings, useEvalServer } from './evalRun';

describe('the progress of eval', () => {
  const evals = useEvalServer();
  const terminal = async (...args: string[]) => {
    const lines: string[] = [];
    const surroundings = { rewrite: (line: string) => void lines.push(line) };
    const { errors } = await evalJson(
      evals.folder,
      greetings,
      ['--base-url', `openai=${evals.server.baseUrl}`, ...args],
      surroundings,
    );
    return { lines, errors };
  };

  it('is one line on a terminal, which is gone at the end, and nothing where it is not wanted', async () => {
    const { lines } = await terminal();
    assert.deepEqual([lines[0], lines.at(-1)], ['0 of 2 cells', '']);
    assert.deepEqual((await terminal('--quiet')).lines, []);
  });

  it('is followed by how to go on, where Ctrl+C ends the run', async () => {
    const interrupt = new AbortController();
    let sent = 0;
    const surroundings = {
      signal: interrupt.signal,
      fetch: (...request: Parameters<typeof fetch>) => {
        if (++sent === 2) interrupt.abort();
        return fetch(...request);
      },
    };
    const args = ['--base-url', `openai=${evals.server.baseUrl}`, '--concurrency', '1'];
    const { code, errors } = await evalJson(evals.folder, greetings, args, surroundings);
    assert.equal(code, 130);
    assert.match(errors, /What has come is kept\. Go on with --resume .*suite\.eval\.jsonl/);
  });

  describe('in lines', () => {
    let ms: number;
    let lines: string[];
    const progress = (rewrite?: (line: string) => void): Progress =>
      new Progress({ print: (line) => lines.push(line), now: () => ms, ...(rewrite && { rewrite }) });
    beforeEach(() => {
      ms = 0;
      lines = [];
    });

    it('comes with each tenth of a run that takes long, and at least each minute', () => {
      const told = progress();
      const times = [5_000, 10_000, 20_000, 69_000, 70_000];
      for (const [at, time] of times.entries()) {
        ms = time;
        told.take({ done: at + 10, all: 100, cell: evalCell({ costUsd: null }) });
      }
      assert.deepEqual(lines, ['11 of 100 cells', '14 of 100 cells']);
    });

    it('says when a provider bears no more for long', () => {
      const told = progress();
      told.waits('openai:m', 2_000);
      told.waits('openai:m', 600_000);
      assert.deepEqual(lines, ['openai:m takes no more requests now: it is asked again in 600 s.']);
    });

    it('adds up what failed and what it cost', () => {
      const shown: string[] = [];
      const told = progress((line) => void shown.push(line));
      const judging = { requests: 3, cached: 0, tokens: 9, costUsd: 0.25 };
      const error = { code: 'x', message: 'x' };
      for (const cell of [
        evalCell({ pass: false, costUsd: 0.5, judging }),
        evalCell({ error, costUsd: 0, pass: null }),
      ]) {
        ms += 100;
        told.take({ done: ms / 100, all: 2, cell });
      }
      assert.deepEqual([shown.at(-1), lines], ['2 of 2 cells, 1 failed, 1 errors, $0.75', []]);
    });
  });
});
