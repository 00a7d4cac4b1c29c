import type { TermDecision } from './decide';

/** What the reader has said of terms, by their ids. */
export interface TermChoices {
  /** Explained nowhere: the reader knows them. */
  readonly known: ReadonlySet<string>;
  /** Of this workspace: explained wherever they are written, whatever is meant. */
  readonly always: ReadonlySet<string>;
  /** Of this workspace: explained nowhere. */
  readonly never: ReadonlySet<string>;
}

export const noChoices: TermChoices = { known: new Set(), always: new Set(), never: new Set() };

/** Whether a term is explained where it stands. */
export function isShown({ term, sense }: TermDecision, { known, always, never }: TermChoices): boolean {
  if (known.has(term.id) || never.has(term.id)) return false;
  return always.has(term.id) || sense.isMeant;
}
