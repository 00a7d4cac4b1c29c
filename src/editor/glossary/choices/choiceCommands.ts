import { ThemeIcon } from 'vscode';
import { canBeAlways } from '../../../core/glossary/cards/choices';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import { termIdOf } from '../../pages/pages';
import { sayNoText } from '../../shared/countedEditor';
import { executeCommand } from '../../shared/commands';
import type { CommandRuns } from '../../shared/commands';
import { offer } from '../../shared/feedback';
import { showMessage } from '../../shared/messages';
import { say } from '../../shared/words';
import { placeOfCursor, explainTerm } from './explainTerm';
import type { TermChoicesDeps } from './explainTerm';
import type { ReaderChoices } from '../terms/readerChoices';
import type { CommandName } from '../../shared/contributions';
import { capitalise } from '../../../core/glossary/cards/card';
import { showActions } from '../../shared/actionPick';
import type { ActionPick, ActionRow } from '../../shared/actionPick';

/** Commands on terms. All except the first and the last take a term by its id or a row, or mean the term at the cursor. */
export function choiceCommands(deps: TermChoicesDeps) {
  const { choices } = deps;
  const onTerm = (run: (term: Term) => unknown) => async (given: unknown) => {
    const term = await termOf(deps, given);
    if (term) await run(term);
  };
  return {
    'glossary.explainTerm': (document, line, character) => explainTerm(deps, document, line, character),
    'glossary.markKnown': onTerm((term) => markKnown(choices, term)),
    'glossary.explainAgain': onTerm(({ id }) => choices.setKnown(id, false)),
    'glossary.alwaysExplain': onTerm(({ id, origin }) => {
      if (canBeAlways(id)) return choices.setHere(id, 'always');
      const glossary = origin?.name ?? '';
      return showMessage('Information', say('{0} explains this word wherever it is written', glossary));
    }),
    // A term that is never explained here disappears from the list of the page, with its row. So the user can undo it
    // here, too.
    'glossary.neverExplain': onTerm(async ({ id, term }) => {
      const before = choices.current.always.has(id) ? 'always' : undefined;
      await choices.setHere(id, 'never');
      const message = say('"{0}" is no longer explained in this workspace.', term);
      await offer('Information', message, say('Undo'), () => choices.setHere(id, before));
    }),
    'glossary.explainWhereMeant': onTerm(({ id }) => choices.setHere(id, undefined)),
    'glossary.showKnown': () => showKnownTerms(deps),
  } satisfies Partial<CommandRuns<CommandName>>;
}

/** Marks a term as known, and offers to undo that, as the hover or row that the user chose it in is gone by then. */
async function markKnown(choices: ReaderChoices, { id, term }: Term): Promise<void> {
  await choices.setKnown(id, true);
  const [undo, list] = [say('Undo'), say('Terms I Know...')];
  const chosen = await showMessage('Information', say('"{0}" is no longer explained anywhere.', term), undo, list);
  if (chosen === undo) await choices.setKnown(id, false);
  if (chosen === list) await executeCommand('glossary.showKnown');
}

/** Finds the term that is named, or the one at the cursor. Tells the user where there is none. */
async function termOf({ terms, find }: TermChoicesDeps, given: unknown): Promise<Term | undefined> {
  const place = placeOfCursor();
  if (given === undefined && !place) return void sayNoText();
  const id = given === undefined ? place && (await terms.at(place.document, place.position))?.term.id : termIdOf(given);
  const term = id === undefined ? undefined : await find(id);
  if (!term) {
    const isNamed = id !== undefined;
    const message = isNamed ? say('The glossary does not have this term.') : say('There is no term at the cursor.');
    void showMessage('Information', message);
  }
  return term;
}

/** Shows Terms I Know: a row for each term that was known when the list was opened, so that a removal can be undone. */
async function showKnownTerms({ find, choices }: TermChoicesDeps): Promise<void> {
  const terms = new Map<string, Term>();
  for (const id of choices.current.known) {
    const term = await find(id);
    if (term) terms.set(id, term);
  }
  const name = (id: string): string => terms.get(id)?.term ?? id;
  const listed = [...choices.current.known].sort((one, other) => name(one).localeCompare(name(other)));
  if (listed.length === 0) {
    void showMessage('Information', say('No term is marked as known yet.'));
    return;
  }
  const rowOf = (id: string): ActionRow => {
    const isKnown = choices.current.known.has(id);
    const tooltip = isKnown ? say('Explain It Again') : say('I Know This Term');
    const term = terms.get(id);
    return {
      key: id,
      label: capitalise(name(id)),
      description: isKnown ? '' : say('explained again'),
      detail: term?.summary ?? say('The glossary does not have this term.'),
      iconPath: new ThemeIcon(isKnown ? 'check' : 'blank'),
      button: { iconPath: new ThemeIcon(isKnown ? 'close' : 'discard'), tooltip },
      run: () => choices.toggleKnown(id),
    };
  };
  showActions((): ActionPick => {
    const isAnyKnown = listed.some((id) => choices.current.known.has(id));
    return {
      title: say('Terms I Know'),
      placeholder: say('Press Enter to explain a term again, or to undo that'),
      groups: [{ label: say('Terms'), rows: listed.map(rowOf) }],
      buttons: [
        {
          iconPath: new ThemeIcon(isAnyKnown ? 'clear-all' : 'discard'),
          tooltip: isAnyKnown ? say('Explain All of Them Again') : say('I Know All of Them'),
          run: () => choices.setAllKnown(isAnyKnown ? [] : listed),
        },
      ],
    };
  });
}
