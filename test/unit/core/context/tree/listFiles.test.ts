import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FileList, promptNames } from '../../../../../src/core/context/tree/listFiles';
import { tries } from '../../../../support/tries';

const names = ['AGENTS.md', 'CLAUDE.md', 'a.prompt.md', 'main.ts'];
const path = fc
  .tuple(fc.constantFrom('', 'a/', 'a/b/', 'c/'), fc.constantFrom(...names))
  .map(([folder, name]) => folder + name);

describe('the list of the files of a folder', () => {
  it('has those of a name as a look at all of them would find them, while files come and go', async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('add', 'delete', 'ask'), path), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const files = new FileList(() => undefined);
        for (const [step, each] of all) {
          if (step !== 'ask') files[step](each);
          for (const wanted of [['AGENTS.md', 'CLAUDE.md'], ['main.ts'], [promptNames, 'AGENTS.md']]) {
            const isWanted = (file: string): boolean =>
              wanted.includes(file.endsWith('.prompt.md') ? promptNames : (file.split('/').at(-1) ?? ''));
            if (step === 'ask') assert.deepEqual(await files.called(wanted), [...files].filter(isWanted));
          }
        }
      }),
      tries(200),
    );
  });

  it('is whole for each who asks while it is still looked through', async () => {
    const files = new FileList(() => new Promise((resolve) => void setImmediate(resolve)));
    for (let i = 0; i < 3_000; i++) files.add(`${i}/AGENTS.md`);
    const [one, other] = await Promise.all([files.called(['AGENTS.md']), files.called(['AGENTS.md'])]);
    assert.deepEqual([one.length, other.length], [3_000, 3_000]);
  });
});
