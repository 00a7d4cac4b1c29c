import type { DocumentTerms } from '../../services/glossary/documentTerms';
import type { Subjects } from '../../services/glossary/subjects';
import type { ReaderChoices } from '../../services/glossary/termChoices';

export interface TermChoicesParts {
  readonly terms: Pick<DocumentTerms, 'at'>;
  readonly subjects: Pick<Subjects, 'at' | 'index'>;
  readonly choices: ReaderChoices;
}
