import { window } from 'vscode';
import { canBeAlways } from '../../../core/glossary/cards/choices';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import { termIdOf } from '../../pages/pages';
import { sayNoCursor } from '../../shared/countedEditor';
import { executeCommand } from '../../shared/commands';
import { offer } from '../../shared/feedback';
import { say } from '../../shared/words';
import { placeOfCursor } from './askedTerm';
import type { TermChoicesDeps } from './askedTerm';

/** Marks a term as known, and offers to take that back: what asked for it, a hover or a row, is gone. */
export async function knowTerm(deps: TermChoicesDeps, given: unknown): Promise<void> {
  const { choices } = deps;
  const term = await termOf(deps, given);
  if (!term) return;
  await choices.setKnown(term.id, true);
  const [undo, list] = [say('Undo'), say('Words I Know...')];
  const message = say('"{0}" is explained nowhere any more.', term.term);
  const chosen = await window.showInformationMessage(message, undo, list);
  if (chosen === undo) await choices.setKnown(term.id, false);
  if (chosen === list) await executeCommand('glossary.showKnown');
}

export async function forgetTerm(deps: TermChoicesDeps, given: unknown): Promise<void> {
  const term = await termOf(deps, given);
  if (term) await deps.choices.setKnown(term.id, false);
}

/** A term that is never explained here leaves the list of the page with its row, so this can be taken back, too. */
export async function neverExplainTerm(deps: TermChoicesDeps, given: unknown): Promise<void> {
  const { choices } = deps;
  const term = await termOf(deps, given);
  if (!term) return;
  const before = choices.current.always.has(term.id) ? 'always' : undefined;
  await choices.setHere(term.id, 'never');
  const message = say('"{0}" is explained nowhere in this workspace.', term.term);
  await offer('Information', message, say('Undo'), () => choices.setHere(term.id, before));
}

export async function alwaysExplainTerm(deps: TermChoicesDeps, given: unknown): Promise<void> {
  const term = await termOf(deps, given);
  if (!term) return;
  if (canBeAlways(term.id)) return deps.choices.setHere(term.id, 'always');
  const glossary = term.origin?.name ?? '';
  void window.showInformationMessage(say('{0} explains this word wherever it is written', glossary));
}

export async function explainTermWhereMeant(deps: TermChoicesDeps, given: unknown): Promise<void> {
  const term = await termOf(deps, given);
  if (term) await deps.choices.setHere(term.id, undefined);
}

/** The term that is named, or that at the cursor. Says so where there is none. */
async function termOf({ terms, find }: TermChoicesDeps, given: unknown): Promise<Term | undefined> {
  const place = placeOfCursor();
  if (given === undefined && !place) return void sayNoCursor();
  const id = given === undefined ? place && (await terms.at(place.document, place.position))?.term.id : termIdOf(given);
  const term = id === undefined ? undefined : await find(id);
  if (!term) {
    const isNamed = id !== undefined;
    const message = isNamed ? say('The glossary has no such term (any more).') : say('No term stands at the cursor.');
    void window.showInformationMessage(message);
  }
  return term;
}
