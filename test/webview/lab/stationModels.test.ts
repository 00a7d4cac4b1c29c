import assert from 'node:assert/strict';
import type { AnswerStep } from '../../../src/core/lab/steps';
import { clicksOf } from '../../../src/webview/lab/stations/training/reading';
import { wordTowards } from '../../../src/webview/lab/stations/embeddings/reading';
import type { EmbeddingsRead } from '../../../src/webview/lab/stations/embeddings/reading';
import { isDoubtful, othersOf } from '../../../src/webview/lab/stations/hallucination/reading';
import type { HallucinationRead } from '../../../src/webview/lab/stations/hallucination/reading';
import { pocketModel } from '../../support/pocket';

// Tests of the calculations of stations, without a page.

describe('going from word to word on the map', () => {
  /** Words with their places, y downwards, as many as are given. */
  const map = (...points: readonly (readonly [number, number])[]): EmbeddingsRead => ({
    ...{ rows: points.length, columns: 0, values: new Float64Array(), share: 1 },
    words: points.map((_, i) => ({ word: String(i), tokens: [], isOwn: false })),
    places: Float64Array.from(points.flat()),
  });

  it('takes the nearest one in that direction', () => {
    const places = map([0.5, 0.5], [0.9, 0.5], [0.7, 0.5], [0.1, 0.5], [0.5, 0.2], [0.5, 0.6]);
    assert.equal(wordTowards(places, 0, 'ArrowRight'), 2);
    assert.equal(wordTowards(places, 0, 'ArrowLeft'), 3);
    assert.equal(wordTowards(places, 0, 'ArrowUp'), 4);
    assert.equal(wordTowards(places, 0, 'ArrowDown'), 5);
  });

  it('takes none that is more than 45° away from it, and stays where there is none', () => {
    const places = map([0.5, 0.5], [0.6, 0.61], [0.8, 0.7]);
    assert.equal(wordTowards(places, 0, 'ArrowRight'), 2);
    assert.equal(wordTowards(places, 0, 'ArrowDown'), 1);
    assert.equal(wordTowards(places, 0, 'ArrowUp'), 0);
  });
});

describe('how sure a word is', () => {
  it('is doubtful below the share, and not at it', () => {
    const word = { text: 'x', probability: 0.5, start: 0, end: 1 };
    const settings = { word: 1 };
    assert.equal(isDoubtful(word, { ...settings, doubt: 50 }), false);
    assert.equal(isDoubtful(word, { ...settings, doubt: 51 }), true);
  });

  it('is told with what could have stood where it was least decided', async () => {
    const model = await pocketModel();
    const step = (...shares: number[]): AnswerStep => ({
      rank: 0,
      candidates: shares.map((probability, i) => ({ id: 300 + i, probability })),
    });
    const steps = [step(0.1), step(0.9, 0.1), step(0.4, 0.3), step(0.8, 0.2)];
    const asked = { question: '', words: [], steps, mean: 1 };
    const read: HallucinationRead = { model, asked, known: asked };
    const others = othersOf(read, { text: 'x', probability: 0.3, start: 1, end: 4 });
    assert.deepEqual(
      others.map(({ probability }) => probability),
      [0.4, 0.3],
    );
  });
});

describe('the clicks of a link', () => {
  it('are its a and b, twelve at most', () => {
    assert.equal(clicksOf('a, b; c'), 'ab');
    assert.equal(clicksOf('ab'.repeat(10)), 'abababababab');
  });
});
