import { atOnce } from '../../src/core/base/work';
import { noChoices } from '../../src/core/glossary/cards/choices';
import { explainWord } from '../../src/core/glossary/cards/explainWord';
import { indexGlossary } from '../../src/core/glossary/find/indexGlossary';
import { trustingModel } from '../support/trustingModel';
import type { Reply } from '../../src/core/base/rpc/ask';
import type { WordQuestion } from '../../src/core/glossary/cards/wordQuestion';
import { glossary as terms } from '../../generated/glossary';

const glossary = { index: indexGlossary(terms), sense: trustingModel };

/** The answer of the host, by the real glossary, in which every word is meant. */
export function realAnswer(question: WordQuestion, ownTerm?: string): Reply {
  const card = atOnce(explainWord(question, { glossary, choices: noChoices, ownTerm }));
  return { type: 'reply', request: question.request, value: card ?? null };
}
