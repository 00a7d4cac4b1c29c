import type { TermDecision } from '../sense/decide';
import { workspacePrefix } from '../workspace/workspaceTerm';

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

/** What holds of a term; `undefined`: it is explained where it is meant. */
export type ChoiceOf = 'known' | 'always' | 'never' | undefined;

/** Of a word that is known, what is wanted in the workspace changes nothing. */
export function choiceOf(id: string, { known, always, never }: TermChoices): ChoiceOf {
  if (known.has(id)) return 'known';
  if (never.has(id)) return 'never';
  return always.has(id) && canBeAlways(id) ? 'always' : undefined;
}

/** A term of the workspace is explained wherever it is written anyway. */
export const canBeAlways = (id: string): boolean => !id.startsWith(workspacePrefix);

/** Whether a term is explained where it stands. */
export function isShown({ term, sense }: TermDecision, choices: TermChoices): boolean {
  const choice = choiceOf(term.id, choices);
  return choice === undefined ? sense.isMeant : choice === 'always';
}
