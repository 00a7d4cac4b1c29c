import type { Term } from '../../../core/glossary/find/glossaryTable';
import type { DocumentTerms } from '../terms/documentTerms';
import type { HoverTargets } from '../terms/hoverTargets';
import type { ReaderChoices } from '../terms/termChoices';

export interface TermChoicesDeps {
  readonly terms: Pick<DocumentTerms, 'at'>;
  readonly subjects: Pick<HoverTargets, 'at' | 'index'>;
  readonly choices: ReaderChoices;
  /** A term of any glossary of the workspace, or of ours. */
  readonly find: (id: string) => Promise<Term | undefined>;
}
