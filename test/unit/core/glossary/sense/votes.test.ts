import assert from 'node:assert/strict';
import { glossary } from '../../../../../generated/glossary';
import { noWeights, senseTableOf } from '../../../../../scripts/senses/senseTableOf';
import type { ClueFiles } from '../../../../../scripts/senses/clueFiles';
import { SharedSense } from '../../../../../src/core/glossary/sense/createGlossary';
import { Votes } from '../../../../../src/core/glossary/sense/votes';

const files: ClueFiles = {
  vocabulary: { ai: { sure: [], strong: [], weak: [] }, fields: {} },
  words: [
    {
      form: 'token',
      ours: { words: ['cutoff', 'ledger'] },
      others: [
        { sense: 'access token', words: ['csrf', 'cookie'] },
        { sense: 'coin', words: ['ledger', 'wallet', 'cookie'] },
      ],
    },
    { form: 'prompt', others: [{ sense: 'shell', words: ['bash', 'csrf'] }] },
  ],
  sure: [],
};
const { table, names } = senseTableOf(files, glossary, noWeights);
const shared = new SharedSense(table);

/** Returns the side that each word votes for with a form. Words without a vote are left out. */
function votesOf(votes: Votes, key: string): Record<string, number> {
  votes.take(shared.form(key)!);
  return Object.fromEntries(
    names.map((name, entry) => [name, votes.of[entry]!] as const).filter(([, side]) => side !== 0),
  );
}

const ofToken = { cutoff: -1, ledger: -1, csrf: 1, cookie: 2, wallet: 2 };

describe('the votes of words', () => {
  it('are those of the lists of a form: an entry on several is on the last, and on ours before all others', () => {
    assert.deepEqual(votesOf(new Votes(table), 'token'), ofToken);
  });

  it('of one form are gone when another is asked about', () => {
    const votes = new Votes(table);
    votesOf(votes, 'token');
    assert.deepEqual(votesOf(votes, 'prompt'), { bash: 1, csrf: 1 });
    assert.deepEqual(votesOf(votes, 'token'), ofToken);
  });

  it('are none where a form has no lists', () => {
    const votes = new Votes(table);
    votesOf(votes, 'token');
    const key = Object.keys(table.forms).find((each) => table.forms[each]!.lists.length === 0)!;
    assert.deepEqual(votesOf(votes, key), {});
  });

  it('of a form of several words are those of the words in it, one after the other', () => {
    const expected = { bash: 1, csrf: 2, cookie: 3, wallet: 3, cutoff: -1, ledger: -1 };
    assert.deepEqual(votesOf(new Votes(table), 'prompt token'), expected);
  });
});
