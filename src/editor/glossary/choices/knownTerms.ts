import { ThemeIcon, window } from 'vscode';
import { capitalise } from '../../../core/glossary/cards/card';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import type { ActionPick, ActionRow } from '../../shared/actionPick';
import { showActions } from '../../shared/actionPick';
import { say } from '../../shared/words';
import type { TermChoicesDeps } from './askedTerm';

/** Words I Know: a row for each that was known when the list was opened, so that taking one off can be taken back. */
export async function showKnownTerms({ find, choices }: TermChoicesDeps): Promise<void> {
  const terms = new Map<string, Term>();
  for (const id of choices.current.known) {
    const term = await find(id);
    if (term) terms.set(id, term);
  }
  const name = (id: string): string => terms.get(id)?.term ?? id;
  const listed = [...choices.current.known].sort((one, other) => name(one).localeCompare(name(other)));
  if (listed.length === 0) {
    void window.showInformationMessage(say('No word is marked as known yet.'));
    return;
  }
  const rowOf = (id: string): ActionRow => {
    const isKnown = choices.current.known.has(id);
    const tooltip = isKnown ? say('Explain It Again') : say('I Know This Word');
    const term = terms.get(id);
    return {
      key: id,
      label: capitalise(name(id)),
      description: isKnown ? '' : say('explained again'),
      detail: term?.summary ?? say('The glossary has no such term (any more).'),
      iconPath: new ThemeIcon(isKnown ? 'check' : 'blank'),
      button: { iconPath: new ThemeIcon(isKnown ? 'close' : 'discard'), tooltip },
      run: () => choices.toggleKnown(id),
    };
  };
  showActions((): ActionPick => {
    const isAnyKnown = listed.some((id) => choices.current.known.has(id));
    return {
      title: say('Words I Know'),
      placeholder: say('Enter has a word explained again, or takes that back'),
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
