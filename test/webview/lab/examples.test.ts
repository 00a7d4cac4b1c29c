import assert from 'node:assert/strict';
import { nextTokens } from '../../../src/core/lab/nextToken';
import { PrefixReader } from '../../../src/core/lab/prefixReader';
import { writeSteps } from '../../../src/core/lab/steps';
import { attention } from '../../../src/webview/lab/stations/attention/station';
import { lookedAt, readAttention } from '../../../src/webview/lab/stations/attention/reading';
import { readAnswers } from '../../../src/webview/lab/stations/hallucination/reading';
import { words } from '../../../src/webview/shared/labStrings';
import { pocketModel } from '../../support/pocket';

// Whatever weights ship: temperature, top-k, top-p, min-p and the draws move nothing where the model is sure.

/** Steps of an answer that a reader looks at first. */
const firstSteps = 5;

/** A token that is likely but not sure, and others that are there to be drawn. */
const isOpen = (probabilities: readonly number[]): boolean => {
  const likeliest = Math.max(...probabilities);
  return likeliest >= 0.15 && likeliest <= 0.75 && probabilities.filter((each) => each >= 0.02).length >= 5;
};

function done<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

const shares = (probabilities: readonly number[]): string =>
  probabilities
    .slice(0, 6)
    .map((each) => `${(each * 100).toFixed(1)} %`)
    .join(', ');

describe('the examples of the lab', () => {
  it('leave several tokens open in Next token', async () => {
    const { network, tokenizer, special } = await pocketModel();
    const ids = [special.bos, ...tokenizer.encode(words('labNextExample'))];
    const logits = done(new PrefixReader(network).logitsAfter(ids));
    const { tokens } = nextTokens(logits, { temperature: 1, topK: 0, topP: 1, minP: 0 });
    const probabilities = tokens.map(({ probability }) => probability);
    assert.ok(isOpen(probabilities), shares(probabilities));
  });

  it('leave several tokens open at one of the first steps of Generation', async () => {
    const model = await pocketModel();
    const { bos, user, assistant } = model.special;
    const prompt = [bos, user, ...model.tokenizer.encode(words('labGenExample')), assistant];
    const options = { most: firstSteps, candidates: 20 };
    const { steps } = done(writeSteps(model, new PrefixReader(model.network), prompt, options));
    const all = steps.map(({ candidates }) => candidates.map(({ probability }) => probability));
    assert.ok(all.some(isOpen), all.map(shares).join('\n'));
  });

  it('open Attention where one token looks at another more than at all the rest', async () => {
    const read = done(readAttention(await pocketModel(), words('labAttentionExample'), words('labAttentionStart')));
    const [most] = lookedAt(read, attention.defaults, 1);
    assert.equal(read.tokens.at(-1), '·it');
    assert.equal(read.tokens[most!.position], '·model');
    assert.ok(most!.weight >= 0.6, String(most!.weight));
  });

  it('have in Hallucination a wrong answer that is as sure as a right one', async () => {
    const model = await pocketModel();
    const { asked, known } = done(readAnswers(model, words('labSureExample'), words('labSureKnown')));
    const answer = asked.words.map(({ text }) => text).join(' ');
    assert.match(answer, /belongs to the family Llama, made by Meta/);
    assert.ok(asked.mean! > 0.95 && known.mean! > 0.95, `${asked.mean} ${known.mean}`);
  });
});
