import assert from 'node:assert/strict';
import { pocketBytes } from '../../support/pocket';
import { OpenedLab, assertAccessible } from './opened';

const atTokens = (text: string, settings = {}) => ({ show: { station: 'tokens', text, settings } });

describe('the station Tokens', () => {
  it('shows the text as tokens with their ids, and the same in three other vocabularies', async () => {
    const lab = new OpenedLab(atTokens('a token'));
    const picture = await lab.picture('tokens');
    assertAccessible(picture);
    assert.match(
      await lab.words(/Llama/),
      /Pocket has turned 7 bytes into \d tokens.*o200k.*: 7 tokens.*Claude.*: 7 tokens/,
    );
    const headings = lab.texts('svg .heading');
    assert.equal(headings.length, 4);
    assert.deepEqual(lab.all('encode').at(-1)?.encodings, ['o200k_base', 'claude_legacy', 'llama3']);
  });

  it('names each vocabulary by its own count', async () => {
    const lab = new OpenedLab({ ...atTokens('abcdef'), weights: undefined });
    const lengths = { o200k_base: 1, claude_legacy: 2, llama3: 3 };
    lab.answerEncode = (text, encoding) => {
      const ids = Array.from({ length: lengths[encoding as keyof typeof lengths] }, (_, i) => i);
      return { encoding, ids, starts: ids, ends: ids.map((at) => (at === ids.length - 1 ? text.length : at + 1)) };
    };
    lab.say({ type: 'weights', bytes: new Uint8Array(pocketBytes()) });
    await lab.words(/o200k[^·]+: 1 token · Claude[^·]+: 2 tokens · Llama[^·]+: 3 tokens/);
  });

  it('has eighty boxes at most in its picture, and says how many more there are', async () => {
    const lab = new OpenedLab(atTokens('a '.repeat(100)));
    await lab.words(/Llama/);
    const own = (await lab.table()).filter(([name]) => name?.startsWith('Pocket')).length;
    assert.ok(own > 80);
    // Its own, and three vocabularies of a token a letter.
    assert.equal(lab.count('svg .token'), 4 * 80);
    assert.ok(lab.texts('svg text.quiet').includes(`… and ${own - 80} more: see the table`));
  });

  it('goes back to single bytes with the slider, and says what the last merge did', async () => {
    const lab = new OpenedLab(atTokens(' token token'));
    await lab.words(/Llama/);
    await lab.set('step', 0);
    await lab.words(/After 0 merges, Pocket has turned 12 bytes into 12 tokens/);
    const own = (await lab.table()).filter(([name]) => name?.startsWith('Pocket'));
    assert.deepEqual(
      own.map(([, , text]) => text),
      '· t o k e n · t o k e n'.split(' '),
    );
    await lab.set('step', 1);
    await lab.words(/The last merge joined “.+” and “.+” into token \d+ \(here: 2 ×\)/);
  });

  it('says one of a thing as one', async () => {
    const lab = new OpenedLab(atTokens('a'));
    await lab.words(/^After 0 merges, Pocket has turned 1 byte into 1 token\. .*Llama 3: 1 token$/);
  });

  it('draws its own tokens before the host has answered @deep', async () => {
    const lab = new OpenedLab({ ...atTokens('a token'), weights: undefined });
    lab.answerEncode = undefined;
    lab.say({ type: 'weights', bytes: new Uint8Array(pocketBytes()) });
    await lab.picture('tokens');
    assert.equal(lab.count('svg .heading'), 1);
    assert.ok(lab.count('svg .token') > 0);
  });

  it('says why the other vocabularies are missing, and keeps its own', async () => {
    const lab = new OpenedLab();
    lab.answerEncode = undefined;
    await lab.picture('tokens');
    const { request } = lab.all('encode').at(-1)!;
    lab.say({ type: 'failed', request, message: 'They could not be read.' });
    await lab.words(/They could not be read/);
    assert.equal(lab.count('svg .heading'), 1);
  });
});
