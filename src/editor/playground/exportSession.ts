import { Uri, window, workspace } from 'vscode';
import { joinBytes } from '../../core/base/bytes';
import { comparisonJson, comparisonMarkdown } from '../../core/playground/export/exportComparison';
import { savedJson, savedSession } from '../../core/playground/export/savedSession';
import type { SavedScope } from '../../core/playground/export/savedSession';
import { promptFile } from '../../core/playground/export/promptFile';
import { savedText } from '../../core/playground/export/savedText';
import { exportAnswer, exportConversation } from '../../core/playground/session/exportConversation';
import { draftIn, turnsOf } from '../../core/playground/session/sessionTree';
import type { Session } from '../../core/playground/session/sessionTree';
import { titleOf } from '../../core/playground/session/turnHeads';
import { sayDone } from '../shared/feedback';
import { pace } from '../shared/pace';
import { showMessage } from '../shared/messages';
import { back, pickRanked } from '../shared/rankedPick';
import type { PickGroup, PickRow } from '../shared/rankedPick';
import { say } from '../shared/words';

/** The end of the name of a session file. */
const savedExtension = '.chat.md';

/** Filters for the dialog in which the user chooses a place. */
const filters = { '.md': { Markdown: ['md'] }, '.json': { JSON: ['json'] }, '.prompt': { Dotprompt: ['prompt'] } };

interface Export {
  readonly extension: keyof typeof filters | typeof savedExtension;
  /** Makes the text, in pieces. */
  readonly text: () => Iterable<string>;
  /** Sentences about what the format does not hold. */
  readonly notes?: readonly string[];
}

/** Asks for the part of a session, its form and the place, and writes it. With an id, that answer is offered, too. */
export async function exportSession(session: Session, answerId?: string): Promise<void> {
  const groups: PickGroup<Export>[] = [
    ...(answerId === undefined
      ? []
      : [
          {
            label: say('this answer, with its question'),
            rows: [markdown(() => [exportAnswer(session, answerId)]), json(session, { scope: 'answer', answerId })],
          },
        ]),
    ...session.columns.map(({ id: column }, i) => ({
      label: columnName(session, i),
      rows: [
        markdown(() => [exportConversation(session, column)]),
        json(session, { scope: 'conversation', column }),
        prompt(session, column),
      ],
    })),
    ...(session.columns.length < 2 ? [] : [comparison(session)]),
    {
      label: say('the whole session, with all other answers'),
      rows: [saved(session), json(session, { scope: 'session' })],
    },
  ];
  const chosen = await pickRanked<Export>({
    title: say('Export Session'),
    placeholder: say('Export what, and in which format?'),
    groups,
  });
  if (chosen !== undefined && chosen !== back) await write(session, say('Export Session'), say('Export'), chosen);
}

/** Asks for a place, and writes the whole session as text that can be compared and opened again. */
export const saveSession = (session: Session): Promise<void> =>
  write(session, say('Save Session As'), say('Save'), saved(session).value);

const markdown = (text: () => Iterable<string>): PickRow<Export> => ({
  label: say('Markdown'),
  description: say('to read'),
  value: { extension: '.md', text },
});

const json = (session: Session, scope: SavedScope): PickRow<Export> => ({
  label: 'JSON',
  description: say('for other programs; can be opened again'),
  value: { extension: '.json', text: () => savedJson(savedSession(session, scope)) },
});

/** Makes a prompt file of a column. The message that is written in the first column counts for all columns. */
function prompt(session: Session, column: string): PickRow<Export> {
  const draft = { ...draftIn(session, column), message: session.columns[0]?.draft.message ?? '' };
  const { text, notes } = promptFile({ turns: turnsOf(session, column), draft });
  return {
    label: say('Prompt File'),
    description: say('Dotprompt, with variables and settings'),
    value: { extension: '.prompt', text: () => [text], notes: notes.map((note) => note(say)) },
  };
}

/** Makes the rows for the answers of all columns to each message. */
const comparison = (session: Session): PickGroup<Export> => ({
  label: say('the comparison, with the answers of all columns'),
  rows: [
    markdown(() => comparisonMarkdown(session)),
    {
      label: 'JSON',
      description: say('for other programs'),
      value: { extension: '.json', text: () => comparisonJson(session) },
    },
  ],
});

function columnName(session: Session, i: number): string {
  if (session.columns.length < 2) return say('the conversation that is shown');
  const answer = turnsOf(session, session.columns[i]?.id ?? '').at(-1)?.answer;
  return say('column {0}', `${i + 1}${answer ? ` · ${answer.target.model || answer.target.providerName}` : ''}`);
}

const saved = (session: Session): PickRow<Export> => ({
  label: say('Session File'),
  description: say('Markdown that can be compared, and opened again'),
  value: { extension: savedExtension, text: () => savedText(savedSession(session, { scope: 'session' })) },
});

async function write(
  session: Session,
  title: string,
  saveLabel: string,
  { extension, text, notes = [] }: Export,
): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = fileNameOf(titleOf(session)) + extension;
  const place = await window.showSaveDialog({
    ...{ title, saveLabel },
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    filters: filters[extension === savedExtension ? '.md' : extension],
  });
  if (!place) return;
  try {
    await workspace.fs.writeFile(place, await bytesOf(text));
    await window.showTextDocument(place);
    if (notes.length > 0) void showMessage('Information', notes.join(' '));
    else sayDone(say('The session is written. It has no keys.'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void showMessage('Error', say('{0} could not be written: {1}', workspace.asRelativePath(place), why));
  }
}

/** Encodes a text. For a long session, it lets other work run in between. */
async function bytesOf(text: Export['text']): Promise<Uint8Array> {
  const breathe = pace();
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (const piece of text()) {
    await breathe();
    parts.push(encoder.encode(piece));
  }
  return joinBytes(parts);
}

/** Makes a title into a file name that is valid on every system. */
const fileNameOf = (title: string): string =>
  title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '')
    .toLowerCase() || 'session';
