import type { Say, Saying } from '../../base/say';

/** A sentence on each type of check: what it looks at. */
const texts: Readonly<Record<string, Saying>> = {
  equals: (say) => say('The answer is this text, or this JSON.'),
  contains: (say) => say('The answer has this text in it.'),
  'contains-all': (say) => say('The answer has all of these texts in it.'),
  'contains-any': (say) => say('The answer has one of these texts in it.'),
  icontains: (say) => say('The answer has this text in it, in small or capital letters.'),
  'icontains-all': (say) => say('The answer has all of these texts in it, in small or capital letters.'),
  'icontains-any': (say) => say('The answer has one of these texts in it, in small or capital letters.'),
  'starts-with': (say) => say('The answer begins with this text.'),
  regex: (say) => say('The regular expression matches somewhere in the answer.'),
  'word-count': (say) => say('The answer has so many words: a number, or min and max.'),
  'is-refusal': (say) => say('The answer refuses to answer.'),
  levenshtein: (say) => say('So few characters differ from this text: threshold, or 5.'),
  bleu: (say) => say('The BLEU score against this text is high enough: threshold, or 0.5.'),
  gleu: (say) => say('The GLEU score against this text is high enough: threshold, or 0.5.'),
  'rouge-n': (say) => say('The ROUGE score against this text is high enough: threshold, or 0.75.'),
  'is-json': (say) => say('The answer is JSON, and fits the JSON Schema if there is one.'),
  'contains-json': (say) => say('The answer has JSON in it that fits the JSON Schema if there is one.'),
  'is-xml': (say) => say('The answer is XML, with these elements if there are any.'),
  'contains-xml': (say) => say('The answer has XML in it, with these elements if there are any.'),
  'is-html': (say) => say('The answer is HTML.'),
  'contains-html': (say) => say('The answer has HTML in it.'),
  'is-valid-function-call': (say) => say('The answer calls a function as its definition says.'),
  'is-valid-openai-function-call': (say) => say('The answer calls a function of OpenAI as its definition says.'),
  'is-valid-openai-tools-call': (say) => say('The answer calls tools of OpenAI as their definitions say.'),
  'tool-call-f1': (say) => say('The tools that are called are those that are expected: threshold of the F1 score.'),
  cost: (say) => say('The answer costs at most this many US$: threshold.'),
  latency: (say) => say('The answer takes at most this many milliseconds: threshold.'),
  perplexity: (say) => say('The perplexity of the answer is at most the threshold.'),
  'perplexity-score': (say) => say('1 / (1 + perplexity) is at least the threshold.'),
  'finish-reason': (say) => say('The answer ended for this reason, such as stop or length.'),
  'llm-rubric': (say) =>
    say('A model finds that the answer meets this requirement: an opinion, asked for three times.'),
  factuality: (say) =>
    say('A model finds that the answer agrees with this reference: an opinion, asked for three times.'),
  'model-graded-factuality': (say) => say('Another name for factuality.'),
  'model-graded-closedqa': (say) =>
    say('A model finds that the answer meets this criterion: an opinion, asked for three times.'),
  'assert-set': (say) => say('Several checks that count as one.'),
};

/** Says what a type of check looks at; empty for a type without words here. */
export function checkText(type: string, say: Say): string {
  const isInverse = type.startsWith('not-');
  const base = isInverse ? type.slice('not-'.length) : type;
  const text = Object.hasOwn(texts, base) ? texts[base]?.(say) : undefined;
  if (text === undefined) return '';
  return isInverse ? say('Not: {0}', text) : text;
}
