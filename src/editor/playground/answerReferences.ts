import { inSlices } from '../../core/base/work';
import type { Backends } from '../../core/chat/backend';
import type { LiveSession } from '../../core/playground/liveSession';
import { textOf } from '../../core/playground/session/nodeText';
import type { ReferenceCard } from '../../core/playground/reference/referenceSchema';
import { turnsTo } from '../../core/playground/session/sessionTree';
import { pace } from '../shared/pace';
import type { Tables } from '../../core/tables';

/**
 * Finds what glossary and catalog say about a question, shown below an answer of a backend that has such a card. It is
 * worked out anew at each look, and stored nowhere: no answer contains it, and no model receives it.
 */
export async function referencesFor(
  live: LiveSession | undefined,
  answerId: string,
  backends: Pick<Backends, 'find'>,
  tables: Pick<Tables, 'terms' | 'catalog'>,
): Promise<readonly ReferenceCard[]> {
  const answer = live?.answer(answerId);
  if (!live || !answer || !backends.find(answer.target.providerId)?.can.referenceCard) return [];
  const prompts = turnsTo(live.session, answerId).map(({ prompt }) => textOf(prompt));
  const [glossary, catalog, { askedInSession }, { cardFor }, { wantsOf }] = await Promise.all([
    tables.terms(),
    tables.catalog(),
    import('../../core/playground/reference/followUp'),
    import('../../core/playground/reference/referenceCard'),
    import('../../core/playground/reference/questionWords'),
  ]);
  const wants = wantsOf(prompts.at(-1) ?? '');
  const subjects = await inSlices(askedInSession(prompts, { glossary, catalog }), pace());
  const question = { subjects, wants };
  return subjects.map((subject) => cardFor(subject, textOf(answer), catalog, question));
}
