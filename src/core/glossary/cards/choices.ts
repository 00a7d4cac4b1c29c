import type { TermDecision } from '../sense/decide';
import { workspacePrefix } from '../workspace/workspaceTerm';

/** The reader's choices, by ids of terms. */
export interface TermChoices {
  /** Terms that the reader knows. They are explained nowhere. */
  readonly known: ReadonlySet<string>;
  /** Terms that this workspace explains wherever they are written, whatever is meant. */
  readonly always: ReadonlySet<string>;
  /** Terms that this workspace explains nowhere. */
  readonly never: ReadonlySet<string>;
}

export const noChoices: TermChoices = { known: new Set(), always: new Set(), never: new Set() };

/** The choice about a term; `undefined`: it is explained where it is meant. */
export type ChoiceOf = 'known' | 'always' | 'never' | undefined;

/** Finds the choice about a term. For a known word the choices of the workspace change nothing. */
export function choiceOf(id: string, { known, always, never }: TermChoices): ChoiceOf {
  if (known.has(id)) return 'known';
  if (never.has(id)) return 'never';
  return always.has(id) && canBeAlways(id) ? 'always' : undefined;
}

/** Whether "always" can be chosen for a term. A term of the workspace is explained wherever it is written anyway. */
export const canBeAlways = (id: string): boolean => !id.startsWith(workspacePrefix);

/** Whether a term is explained where it stands. */
export function isShown({ term, sense }: TermDecision, choices: TermChoices): boolean {
  const choice = choiceOf(term.id, choices);
  return choice === undefined ? sense.isMeant : choice === 'always';
}
