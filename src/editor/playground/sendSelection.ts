import type { TextEditor, Memento } from 'vscode';
import {
  quoteSelection,
  selectionMessage,
  selectionSize,
  usualInstructions,
} from '../../core/playground/selectionMessage';
import type { SelectedText, Instruction } from '../../core/playground/selectionMessage';
import type { Draft } from '../../core/playground/session/sessionSchema';
import { quotedIn, selectedIn } from './selectedText';
import { keepText, sendOrKeep, startNamed } from './sendQuestion';
import type { PlaygroundPanel, PlaygroundDeps } from './playgroundPanel';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';
import type { Backend } from '../../core/chat/backend';
import { back, pickRanked } from '../shared/rankedPick';
import type { PickGroup, PickRow } from '../shared/rankedPick';

/**
 * Asks for a question about the selection of an editor, and sends it, or leaves it in the message field. It goes into a
 * new conversation beside the editor; the one shown before stays in the list of sessions.
 */
export async function sendSelection(
  editor: TextEditor | undefined,
  tab: PlaygroundPanel,
  deps: PlaygroundDeps,
): Promise<void> {
  const selected = selectedIn(editor);
  if (!editor || !selected) {
    void showMessage('Warning', say('Nothing is selected. Select the text to send first.'));
    return;
  }
  const { viewColumn } = editor;
  // A draft keeps the origin of a selection for as long as the selection is in it.
  const quoted = await quotedIn(editor, selected);
  const { sessions, backends, guide } = deps;
  const named = (await sessions.current()).draftOfNext(backends, await guide.catalog());
  const chosen = await askWhatAbout(selected, named, deps);
  if (chosen === undefined) return;
  const message = selectionMessage(chosen.instruction, selected);
  await tab.open(viewColumn, false);
  const live = await startNamed(deps, named);
  if (chosen.goes === 'to-message') return keepText(tab, live, message, quoted);
  await sendOrKeep(tab, deps, live, message, 'selection', quoted);
}

/** The user's choice of what to do with a selection. */
interface SelectionWish {
  readonly instruction: string;
  /** `to-message` leaves the text in the message field. */
  readonly goes: 'to-model' | 'to-message';
}

const recentKey = 'playground.instructions';
const maxRecent = 8;
const maxInstructionLength = 4_000;

/**
 * Asks for a question about the selection, and shows the model, its tokens and its cost. `undefined` when the user
 * leaves.
 */
async function askWhatAbout(
  selected: SelectedText,
  draft: Draft,
  deps: PlaygroundDeps,
): Promise<SelectionWish | undefined> {
  const { workspaceState } = deps.context;
  const recent = recentInstructions(workspaceState);
  const usual = usualInstructions(selected);
  const backend = deps.backends.find(draft.providerId);
  const wish = await pickRanked<SelectionWish>({
    title: titleOf(draft, backend),
    titleLater: titleWithSize(selected, draft, backend, deps),
    placeholder: backend
      ? say('Choose a question, or type your own.')
      : say('Choose a question, or type your own. No provider is chosen yet, so it waits in the playground.'),
    groups: (typed) => groupsOf(typed.trim().slice(0, maxInstructionLength), usual, recent),
  });
  if (wish === undefined || wish === back) return undefined;
  const { instruction } = wish;
  if (instruction !== '' && !usual.some(({ text }) => text === instruction)) {
    const now = [instruction, ...recent.filter((one) => one !== instruction)].slice(0, maxRecent);
    await workspaceState.update(recentKey, now);
  }
  return wish;
}

function groupsOf(typed: string, usual: readonly Instruction[], recent: readonly string[]): PickGroup<SelectionWish>[] {
  const row = (label: string, instruction: string, description?: string): PickRow<SelectionWish> => ({
    label,
    ...(description === undefined ? {} : { description }),
    value: { instruction, goes: 'to-model' },
  });
  const fits = (label: string): boolean => label.toLowerCase().includes(typed.toLowerCase());
  const known: PickGroup<SelectionWish>[] = [
    { label: say('recently'), rows: recent.filter(fits).map((text) => row(oneLine(text), text)) },
    {
      label: say('common'),
      rows: usual.filter(({ label }) => fits(label)).map(({ label, text }) => row(label, text, text)),
    },
  ];
  const own: PickGroup<SelectionWish> = {
    label: say('your own words'),
    rows: typed === '' ? [] : [row(oneLine(typed), typed)],
  };
  const leave: PickGroup<SelectionWish> = {
    label: say('send nothing yet'),
    rows: [
      {
        label: say('Put into the Message Field'),
        description: typed === '' ? say('to write the question there') : say('with “{0}”', oneLine(typed)),
        value: { instruction: typed, goes: 'to-message' },
      },
    ],
  };
  // The user's own words come first, unless they are the start of a question in the list.
  const starts = known.some(({ rows }) =>
    rows.some(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase())),
  );
  return starts ? [...known, own, leave] : [own, ...known, leave];
}

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
};

function titleOf({ model }: Draft, backend: Backend | undefined, size = ''): string {
  const what = size === '' ? say('Send Selection') : say('Send Selection ({0})', size);
  if (!backend) return what;
  // The built-in model is its own provider.
  if (backend.location.kind === 'here') return say('{0} to {1}', what, backend.name);
  return say('{0} to {1} at {2}', what, model.trim() || say('a model'), backend.name);
}

/** Makes the title with the size of the selection for the model, and its cost there. */
async function titleWithSize(
  selected: SelectedText,
  draft: Draft,
  backend: Backend | undefined,
  { guide, countTokens }: PlaygroundDeps,
): Promise<string> {
  const model = draft.model.trim();
  const count = await countTokens(model, quoteSelection(selected), backend);
  if (!count) return titleOf(draft, backend);
  return titleOf(draft, backend, await selectionSize(count, backend, model, guide.catalog));
}

function recentInstructions(state: Memento): string[] {
  const stored: unknown = state.get(recentKey);
  return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string').slice(0, maxRecent) : [];
}
