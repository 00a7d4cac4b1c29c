import assert from 'node:assert/strict';
import { EvalFolder, evalOf, greetings, lastText, startChatServer } from './evalRun';

describe('eval with long answers', () => {
  const long = 'wört '.repeat(2_000);

  it('keeps the same results, whether it is to print them or not, and asks nobody again', async () => {
    const server = await startChatServer((asked) => `${lastText(asked)} ${long}`);
    const config = `${greetings}  - {vars: {name: Ada}}\n`;
    const kept: unknown[] = [];
    for (const more of [[], ['--json', '-']]) {
      const folder = new EvalFolder();
      const words = [
        folder.write('suite.yaml', config),
        '--base-url',
        `openai=${server.baseUrl}`,
        '--concurrency',
        '1',
      ];
      server.forget();
      const first = await evalOf(folder, [...words, ...more]);
      assert.equal(server.asked.length, 2, 'the third has the request of the first');
      const cellsOf = (): object[] =>
        folder
          .read('suite.eval.jsonl')
          .trimEnd()
          .split('\n')
          .slice(1)
          .map((line) => ({ ...(JSON.parse(line) as object), latencyMs: 0 }));
      const cells = cellsOf();
      const outputs = cells.map((cell) => ('output' in cell ? cell.output : undefined));
      assert.deepEqual(
        outputs,
        ['Ada', 'Bob', 'Ada'].map((name) => `Greet ${name} ${long}`),
      );
      const again = await evalOf(folder, [...words, ...more]);
      assert.deepEqual([again.code, server.asked.length], [first.code, 2]);
      assert.deepEqual(
        cellsOf(),
        cells.map((cell) => ({ ...cell, cached: true })),
      );
      kept.push(cells);
      folder.remove();
    }
    await server.close();
    assert.deepEqual(kept[0], kept[1]);
  });
});
