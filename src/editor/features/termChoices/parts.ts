import type { DocumentTerms } from '../../services/glossary/documentTerms';
import type { Subjects } from '../../services/glossary/subjects';
import type { ReaderChoices } from '../../services/glossary/termChoices';
import type { Tables } from '../../services/tables';

export interface TermChoicesParts {
  readonly tables: Pick<Tables, 'glossary'>;
  readonly terms: Pick<DocumentTerms, 'at'>;
  readonly subjects: Pick<Subjects, 'at'>;
  readonly choices: ReaderChoices;
}
