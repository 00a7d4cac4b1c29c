import { CancellationTokenSource, ThemeIcon, commands, Position, window, workspace } from 'vscode';
import { canBeAlways } from '../../../core/glossary/cards/choices';
import type { TermDecision } from '../../../core/glossary/sense/decide';
import { isExplained, reasonsFor, silenceReasons, absenceReason } from '../../../core/glossary/cards/explain';
import type { Reason, Silence } from '../../../core/glossary/cards/explain';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import { silenceIn } from '../terms/silence';
import type { HoverTarget, PlaceInText, HoverTargets } from '../terms/hoverTargets';
import type { ChoiceHere, ReaderChoices } from '../terms/readerChoices';
import { sayNoText } from '../../shared/countedEditor';
import { showActions } from '../../shared/actionPick';
import type { ActionGroup, ActionRow } from '../../shared/actionPick';
import { executeCommand } from '../../shared/commands';
import { settingId } from '../../shared/settingsTable';
import { say } from '../../shared/words';
import type { DocumentTerms } from '../terms/documentTerms';

/** Says why the word at a place is explained or not, and offers to change that. */
export async function explainTerm(deps: TermChoicesDeps, ...given: [unknown, unknown, unknown]): Promise<void> {
  const place = placeOf(...given);
  if (!place) return void sayNoText();
  const decision = await deps.terms.at(place.document, place.position);
  if (decision) explainDecision(decision, place, deps);
  else await explainNothing(place, deps);
}

function explainDecision(decision: TermDecision, { document }: PlaceInText, deps: TermChoicesDeps): void {
  const { choices } = deps;
  const written = document.getText().slice(decision.start, decision.end).replace(/\s+/g, ' ');
  showActions(() => {
    const [silence, chosen] = [silenceIn(document), choices.current];
    const isShown = isExplained(decision, chosen, silence);
    return {
      title: isShown ? say('"{0}" is explained here', written) : say('"{0}" is not explained here', written),
      placeholder: say('Reasons, strongest first. What you can change is below'),
      groups: [
        { label: say('Why'), rows: reasonsFor(decision, chosen, silence, say).map(reasonRow) },
        { label: say('Change'), rows: [...choiceRows(decision.term, deps), ...settingRows(silence)] },
        { label: say('More'), rows: [pageRow(decision.term), knownRow(deps)] },
      ],
    };
  });
}

async function explainNothing(place: PlaceInText, { targets }: TermChoicesDeps): Promise<void> {
  const none = absenceReason(wordAt(place), await targets.index(place.document.uri), say);
  const silence = silenceIn(place.document);
  const other = await targets.at(place.document, place.position, new CancellationTokenSource().token);
  const reasons: Reason[] = [
    ...silenceReasons(silence, say),
    ...(other ? [{ text: otherCard(other), isFor: true }] : []),
  ];
  const lookUp: ActionRow = {
    label: say('Look Up Term'),
    iconPath: new ThemeIcon('search'),
    run: () => executeCommand('glossary.lookUp'),
    leaves: true,
  };
  const more = [...(none.term ? [pageRow(none.term)] : []), lookUp];
  const groups: ActionGroup[] = [
    { label: say('Why'), rows: [...reasons.map(reasonRow), { label: none.text, iconPath: new ThemeIcon('remove') }] },
    { label: say('More'), rows: [...settingRows(silence), ...more] },
  ];
  const title = say('No term here');
  showActions(() => ({ title, placeholder: say('Why nothing is explained here'), groups }));
}

const otherCard = ({ model, parameter }: HoverTarget): string =>
  model
    ? say('The model {0} has a card here', model.named.model?.name ?? model.written)
    : say('The parameter {0} has a card here', parameter?.facts[0]?.parameter ?? '');

const reasonRow = ({ text, isFor }: Reason): ActionRow => ({
  label: text,
  description: isFor ? say('supports it') : say('counts against it'),
  iconPath: new ThemeIcon(isFor ? 'add' : 'remove'),
});

function choiceRows({ id }: Term, { choices }: TermChoicesDeps): ActionRow[] {
  const { known, always, never } = choices.current;
  const inWorkspace = say('in this workspace');
  const here = (choice: ChoiceHere) => () => choices.setHere(id, choice);
  const row = (key: string, icon: string, label: string, description: string, run: () => unknown): ActionRow => ({
    ...{ key, label, description, run },
    iconPath: new ThemeIcon(icon),
  });
  const alwaysRow = always.has(id)
    ? row('always', 'discard', say('Explain Only Where the Term Is Meant'), inWorkspace, here(undefined))
    : row('always', 'eye', say('Always Explain Here'), inWorkspace, here('always'));
  const changeHere = [
    ...(canBeAlways(id) ? [alwaysRow] : []),
    never.has(id)
      ? row('never', 'discard', say('Explain Here Again'), inWorkspace, here(undefined))
      : row('never', 'eye-closed', say('Never Explain Here'), inWorkspace, here('never')),
  ];
  const change = known.has(id)
    ? row('known', 'discard', say('Explain It Again'), say('everywhere'), () => choices.setKnown(id, false))
    : row('known', 'check', say('I Know This Term'), say('everywhere'), () => choices.setKnown(id, true));
  // A choice for this workspace has no effect on a word that is known.
  return known.has(id) ? [change] : [...changeHere, change];
}

function settingRows({ off, language }: Silence): ActionRow[] {
  const row = (setting: string): ActionRow => ({
    ...{ label: say('Open Setting'), description: setting, leaves: true, iconPath: new ThemeIcon('gear') },
    run: () => commands.executeCommand('workbench.action.openSettings', setting),
  });
  return [
    ...(off ? [row(settingId('glossary.hover'))] : []),
    ...(language === undefined ? [] : [row(settingId('glossary.languages'))]),
  ];
}

const pageRow = ({ id, term, origin }: Term): ActionRow => ({
  ...{
    label: origin ? say('Open {0}', origin.name) : say('Open the Page of "{0}"', term),
    leaves: true,
    iconPath: new ThemeIcon('book'),
  },
  run: () => executeCommand('glossary.lookUp', id),
});

const knownRow = ({ choices }: TermChoicesDeps): ActionRow => ({
  label: say('Terms I Know...'),
  description: String(choices.current.known.size),
  leaves: true,
  iconPath: new ThemeIcon('list-unordered'),
  run: () => executeCommand('glossary.showKnown'),
});

export interface TermChoicesDeps {
  readonly terms: Pick<DocumentTerms, 'at'>;
  readonly targets: Pick<HoverTargets, 'at' | 'index'>;
  readonly choices: ReaderChoices;
  /** Finds a term in any glossary of the workspace, or in the built-in one. */
  readonly find: (id: string) => Promise<Term | undefined>;
}

/**
 * Gives the place that a link names, or else the place of the cursor. The arguments are not trusted: any caller may
 * pass any value.
 */
function placeOf(address: unknown, line: unknown, character: unknown): PlaceInText | undefined {
  if (typeof address === 'string' && isIndex(line) && isIndex(character)) {
    const document = workspace.textDocuments.find(({ uri }) => uri.toString() === address);
    return document && { document, position: document.validatePosition(new Position(line, character)) };
  }
  return placeOfCursor();
}

export function placeOfCursor(): PlaceInText | undefined {
  const editor = window.activeTextEditor;
  return editor && { document: editor.document, position: editor.selection.active };
}

const isIndex = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** Returns the word around a place, as it is written; empty where there is none. */
function wordAt({ document, position }: PlaceInText): string {
  const range = document.getWordRangeAtPosition(position, /[\p{L}\p{N}_-]{1,60}/u);
  return range ? document.getText(range) : '';
}
