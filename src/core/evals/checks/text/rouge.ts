import { fMeasure, treeBankTokenize } from 'js-rouge';
import { commonRuns, countRuns, runsIn } from './ngrams';

/**
 * Returns ROUGE-1 as an F-measure, from 0 to 1: Lin, "ROUGE: a package for automatic evaluation of summaries", 2004,
 * https://aclanthology.org/W04-1013. Words are split as in the Penn Treebank, in lower case. Each counts as often as both
 * texts have it.
 */
export function rouge1(answer: string, reference: string): number {
  const words = treeBankTokenize(answer.toLowerCase());
  const others = treeBankTokenize(reference.toLowerCase());
  const common = commonRuns(countRuns(words, 1), countRuns(others, 1));
  return common === 0 ? 0 : fMeasure(common / runsIn(words, 1), common / runsIn(others, 1), 1);
}
