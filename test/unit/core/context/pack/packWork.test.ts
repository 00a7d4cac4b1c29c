import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { packFiles } from '../../../../../src/core/context/pack/pack';
import { fits, packReport, packSummary } from '../../../../../src/core/context/pack/packReport';
import type { PackResult } from '../../../../../src/core/context/pack/packReport';
import { PackWork } from '../../../../../src/core/context/pack/packWork';
import type { KeptFile } from '../../../../../src/core/context/pack/packWork';
import type { LeftOutFile, PackFormat, Packed } from '../../../../../src/core/context/pack/packed';

const by = { encoding: 'o200k_base' } as const;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A token is a character. */
function workWith() {
  const counted: string[] = [];
  const work = new PackWork({
    holdsSecret: (text) => Promise.resolve(text.includes('hunter2')),
    count: (text) => {
      counted.push(text);
      return Promise.resolve(text.length);
    },
  });
  let id = 0;
  const look = async (file: string, text: string | Uint8Array): Promise<KeptFile | LeftOutFile> => {
    const bytes = typeof text === 'string' ? bytesOf(text) : text;
    const reply = await work.answer({ kind: 'look', id: ++id, file, bytes });
    assert.ok(reply.kind === 'looked' && reply.id === id);
    return reply.looked;
  };
  const pack = async (
    files: readonly (KeptFile | LeftOutFile)[],
    max: number,
    format: PackFormat = 'markdown',
  ): Promise<Packed> => {
    const reply = await work.answer({ kind: 'pack', id: ++id, files, by, max, format });
    assert.ok(reply.kind === 'packed' && reply.id === id);
    return reply.packed;
  };
  return { look, pack, counted };
}

describe('packing in a thread of its own', () => {
  it('packs the texts that it was given as packing does where it is asked, in both forms', async () => {
    const { look, pack } = workWith();
    const files = [
      await look('a.md', 'One.\n'),
      { file: 'out/', bytes: 0, reason: 'ignored' } as const,
      await look('b.md', 'Two.\nThree.\n'),
    ];
    const inputs = [
      { file: 'a.md', bytes: 5, text: 'One.\n' },
      { file: 'out/', bytes: 0, reason: 'ignored' } as const,
      { file: 'b.md', bytes: 12, text: 'Two.\nThree.\n' },
    ];
    const count = (text: string): Promise<number> => Promise.resolve(text.length);
    for (const format of ['markdown', 'xml'] as const)
      for (const max of [1_000, 60, 10])
        assert.deepEqual(await pack(files, max, format), await packFiles(inputs, { max, format, count }));
  });

  it('says of a file that it is no text or may hold a secret, and keeps nothing of it', async () => {
    const { look, pack } = workWith();
    const files = [
      await look('key.txt', 'password = hunter2'),
      await look('.env', 'A=1'),
      await look('data', new Uint8Array([0, 1])),
    ];
    assert.deepEqual(
      files.map((file) => 'reason' in file && file.reason),
      ['secret', 'secret', 'binary'],
    );
    const { text, tokens } = await pack(files, 1_000);
    assert.deepEqual([text, tokens], ['', 0]);
  });

  it('counts each file once, however often it packs', async () => {
    const { look, pack, counted } = workWith();
    const files = [await look('a.md', 'One.\n')];
    for (const format of ['markdown', 'xml', 'markdown'] as const) await pack(files, 1_000, format);
    assert.equal(counted.filter((text) => text === 'One.\n').length, 1);
  });
});

describe('the report of packed files', () => {
  const resultOf = async (max: number, exact = true): Promise<PackResult> => {
    const { look, pack } = workWith();
    const files = [
      await look('a.md', 'One.\n'),
      await look('long.md', 'A line of twenty....\n'.repeat(50)),
      await look('k.txt', 'hunter2'),
      { file: 'node_modules/', bytes: 0, reason: 'ignored' } as const,
    ];
    const unread = [{ file: 'closed', reason: 'unreadable' } as const];
    return { packed: await pack(files, max), unread, max, model: 'Test_Model', exact };
  };
  const report = (result: PackResult): string =>
    packReport(result, sayInEnglish, (file) => (file === 'a.md' ? 'file:///w/a.md' : undefined));

  it('says what is in the text, and what is left out and why, with links to what is there', async () => {
    const result = await resultOf(10_000);
    assert.equal(packSummary(result, sayInEnglish), '2 files whole, 3 left out');
    const text = report(result);
    assert.match(text, /^# Files for Test_Model\n/);
    assert.match(text, /\| \[a\.md\]\(file:\/\/\/w\/a\.md\) \| 5 \| 5 bytes \| whole \|/);
    assert.match(text, /\*\*May hold a key or a password\*\*: 1\n\n- k\.txt/);
    assert.match(text, /\*\*Ignored by git, or node_modules\*\*: 1\n\n- node_modules\//);
    assert.match(text, /## Could not be looked at\n\n- closed: Could not be read/);
    assert.ok(fits(result));
    assert.doesNotMatch(text, /shared out|≈/);
  });

  it('says that room is shared out where not all fits, and marks estimates', async () => {
    const result = await resultOf(400, false);
    assert.equal(packSummary(result, sayInEnglish), '1 file whole, 1 cut, 3 left out');
    assert.ok(!fits(result));
    assert.match(
      report(result),
      /≈\d+ of 400 tokens: 1 file whole, 1 cut[^]*room is shared out[^]*long\.md \| ≈\d+ .*cut/,
    );
    assert.equal(packSummary(await resultOf(60), sayInEnglish), '1 file whole, 1 without room, 3 left out');
  });
});
