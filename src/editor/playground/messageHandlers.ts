import type { Backends } from '../../core/chat/backend';
import type { LiveSession } from '../../core/playground/liveSession';
import type { FromPage, ToPage, pageAnswers } from '../../core/playground/playgroundProtocol';
import { promptParts } from '../../core/playground/session/draftAttachments';
import type { Draft } from '../../core/playground/session/sessionSchema';
import type { Tables } from '../../core/tables';
import { say } from '../shared/words';
import type { PanelHandlers } from '../shared/webviewHost';
import type { AnswerChanges } from './answerChanges';
import type { AnswerToEditor } from './answerToEditor';
import { pickBranch } from './pickBranch';
import type { NotSent, SendController, Where } from './sendController';
import type { WindowSessions } from './windowSessions';

export interface MessageDeps {
  /** The page shows the session `now`. */
  readonly sessions: Pick<WindowSessions, 'now' | 'forMessage' | 'keepDraft'>;
  readonly sending: Pick<SendController, 'send' | 'continue' | 'sendEdit' | 'saveEdit' | 'deleteMessage'>;
  readonly backends: Pick<Backends, 'find'>;
  readonly tables: Tables;
  readonly toEditor: Pick<AnswerToEditor, 'insert' | 'open'>;
  readonly changes: Pick<AnswerChanges, 'show'>;
  readonly post: (message: ToPage) => void;
  /**
   * Notes the number of the last edit that the page reported. Without a column, the page is new, and the number counts
   * for all columns.
   */
  readonly sawEdit: (edit: number, column?: string) => void;
}

type Handled =
  | 'send'
  | 'sendEdit'
  | 'saveEdit'
  | 'deleteMessage'
  | 'branchFrom'
  | 'showBranches'
  | 'continue'
  | 'askContinues'
  | 'insertText'
  | 'openText'
  | 'applyText';

/** Shows on the page why something was refused, at the message of a column or at one of its answers. */
export type Tell = (column: string, refusal: Promise<NotSent | undefined>, answerId?: string) => Promise<void>;

/** Makes the handlers that send and change messages, continue answers, and put their texts elsewhere, for the page. */
export function messageHandlers(
  { sessions, sending, ...deps }: MessageDeps,
  shown: () => LiveSession | undefined,
  tell: Tell,
): Pick<PanelHandlers<FromPage, typeof pageAnswers>, Handled> {
  /** The message for all columns is kept in the first one. */
  const keptOf = (session: string, column: string, draft: Draft): Draft =>
    shown()?.id === session && shown()?.main.id !== column ? { ...draft, message: '', attachments: [] } : draft;

  /** Keeps a draft, and then runs the request, in the session that the draft was written in. */
  const withDraft = async (
    { session, column: written, edit, draft }: Extract<FromPage, { type: 'send' | 'sendEdit' | 'saveEdit' }>,
    run: (where: Where) => Promise<NotSent | undefined>,
  ): Promise<void> => {
    deps.sawEdit(edit, written);
    await sessions.keepDraft(session, written, keptOf(session, written, draft));
    const live = await sessions.forMessage(session, promptParts('', draft.attachments));
    if (!live) {
      const reason = say(
        'The message was not sent, because its session is no longer open. It is kept in that session.',
      );
      return deps.post({ type: 'notSent', column: written, reason });
    }
    // Where that session was deleted, this is a new one, with a column of its own.
    const column = live.id === session ? written : live.main.id;
    await tell(column, run({ live, column }));
  };

  return {
    send: (message) =>
      withDraft(message, (where) => sending.send(where, message.draft, 'prompt', { group: message.group })),
    sendEdit: (message) => withDraft(message, (where) => sending.sendEdit(where, message.draft)),
    saveEdit: (message) => withDraft(message, (where) => sending.saveEdit(where, message.draft)),
    deleteMessage: ({ column, nodeId }) => {
      const live = shown();
      return live && tell(column, sending.deleteMessage({ live, column }, nodeId));
    },
    branchFrom: ({ column, answerId }) => {
      shown()?.column(column)?.branchFrom(answerId);
      deps.post({ type: 'focusMessage' });
    },
    showBranches: ({ column }) => {
      const live = shown();
      return live && pickBranch(live, column);
    },
    continue: ({ column, answerId }) => {
      const live = shown();
      return live && tell(column, sending.continue({ live, column }, answerId), answerId);
    },
    askContinues: async ({ providerId, model }) => {
      const backend = deps.backends.find(providerId);
      const continues = backend?.continues?.(model, await deps.tables.catalog()) ?? false;
      deps.post({ type: 'continues', providerId, model, continues });
    },
    insertText: ({ text }) => deps.toEditor.insert(text),
    openText: ({ text, language }) => deps.toEditor.open(text, language),
    applyText: ({ answerId, text, language }) => {
      const live = shown();
      return live && deps.changes.show(live.session, answerId, { text, language });
    },
  };
}
