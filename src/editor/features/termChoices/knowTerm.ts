import { window } from 'vscode';
import { executeCommand } from '../../shared/commands';
import { say } from '../../shared/words';
import type { TermChoicesParts } from './parts';
import { placeOfCursor, uriHere } from './wordAt';

/** Marks a term as known, by its id or at the cursor, and offers to take that back: what asked for it, a hover, is gone. */
export async function knowTerm({ terms, subjects, choices }: TermChoicesParts, given: unknown): Promise<void> {
  const place = placeOfCursor();
  const id = given ?? (place && (await terms.at(place.document, place.position))?.term.id);
  const term = typeof id === 'string' ? (await subjects.index(uriHere())).byId.get(id) : undefined;
  if (!term) {
    void window.showInformationMessage(say('No term stands at the cursor.'));
    return;
  }
  await choices.setKnown(term.id, true);
  const [undo, list] = [say('Undo'), say('Words I Know...')];
  const message = say('"{0}" is explained nowhere any more.', term.term);
  const chosen = await window.showInformationMessage(message, undo, list);
  if (chosen === undo) await choices.setKnown(term.id, false);
  if (chosen === list) await executeCommand('showKnownTerms');
}
