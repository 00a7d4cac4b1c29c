import { distance } from 'fastest-levenshtein';
import { badValue, shown, verdict } from '../verdict';
import type { CheckInput, MakeCheck, Verdict } from '../verdict';
import { bleu } from './bleu';
import { gleu } from './gleu';
import { rouge1 } from './rouge';

// Checks of how similar an answer is to a given text.

/** Checks that a score is at least the threshold. In an inverse check it has to be less, and is subtracted from 1. */
function scored({ text, threshold, inverse }: CheckInput, name: string, score: number, usual: number): Verdict {
  const least = threshold ?? usual;
  const pass = score >= least !== inverse;
  const wanted = inverse ? `less than ${least}` : `at least ${least}`;
  const reason = `Expected a ${name} score of ${wanted}; it is ${score.toFixed(4)} for the answer ${shown(text)}.`;
  return verdict(pass, reason, inverse ? 1 - score : score);
}

function textOf(input: CheckInput): string {
  if (typeof input.value === 'string') return input.value;
  throw badValue(input, 'a text as its value');
}

function referencesOf(input: CheckInput): readonly string[] {
  const { value } = input;
  const texts = Array.isArray(value) ? (value as unknown[]) : [value];
  if (texts.length > 0 && texts.every((each) => typeof each === 'string')) return texts;
  throw badValue(input, 'a text or a list of texts as its value');
}

function levenshtein(input: CheckInput): Verdict {
  const { text, threshold = 5, inverse } = input;
  const edits = distance(text, textOf(input));
  const wanted = inverse ? `more than ${threshold}` : `at most ${threshold}`;
  const reason = `Expected ${wanted} edits from ${shown(input.value)}; there are ${edits} for the answer ${shown(text)}.`;
  return verdict(edits <= threshold !== inverse, reason);
}

export const likenessChecks: Readonly<Record<string, MakeCheck>> = {
  levenshtein,
  bleu: (input) => scored(input, 'BLEU', bleu(input.text, referencesOf(input)), 0.5),
  gleu: (input) => scored(input, 'GLEU', gleu(input.text, referencesOf(input)), 0.5),
  'rouge-n': (input) => scored(input, 'ROUGE-1', rouge1(input.text, textOf(input)), 0.75),
};
