import type { Term } from '../../../core/glossary/glossaryTable';
import type { DocumentTerms } from '../../services/glossary/documentTerms';
import type { Subjects } from '../../services/glossary/subjects';
import type { ReaderChoices } from '../../services/glossary/termChoices';

export interface TermChoicesParts {
  readonly terms: Pick<DocumentTerms, 'at'>;
  readonly subjects: Pick<Subjects, 'at' | 'index'>;
  readonly choices: ReaderChoices;
  /** A term of any glossary of the workspace, or of ours. */
  readonly find: (id: string) => Promise<Term | undefined>;
}
