import type { Replay } from '../../store/storeTypes';
import { firstColumnId } from './sessionSchema';
import type { SessionEvent, draftTexts } from './sessionSchema';
import { columnOf, draftIn, reduceSession, withDraft } from './sessionTree';
import type { Session } from './sessionTree';
import { TextInPieces, checksumOf } from './textEdit';

interface EditedText {
  readonly column: string;
  readonly field: (typeof draftTexts)[number];
  readonly text: TextInPieces;
  /** Checksum of the current text. Each edit states the one of the text that it makes. */
  checksum: number;
}

/**
 * Replays the events of a file. Joins an edited text only once, at the end, as hours of typing are thousands of edits.
 */
export class SessionReplay implements Replay<Session, SessionEvent> {
  /** Draft texts that are newer than those in the session. */
  private edited: readonly EditedText[] = [];

  constructor(private session: Session) {}

  take(event: SessionEvent): void {
    if (event.type === 'draftEdited') return this.edit(event);
    this.session = reduceSession(this.session, event);
    if (event.type === 'columnRemoved') this.edited = this.edited.filter(({ column }) => column !== event.id);
    if (event.type !== 'draftChanged') return;
    const { draft, column: changed = firstColumnId } = event;
    this.edited = this.edited.filter(({ column, field }) => column !== changed || draft[field] === undefined);
  }

  state(): Session {
    return this.edited.reduce(
      (session, { column, field, text }) =>
        withDraft(session, column, { ...draftIn(session, column), [field]: text.toString() }),
      this.session,
    );
  }

  private edit(event: Extract<SessionEvent, { type: 'draftEdited' }>): void {
    const { field, column = firstColumnId } = event;
    const known = this.edited.find((other) => other.column === column && other.field === field);
    if (known) {
      if (known.checksum !== event.before) return;
      known.text.edit(event);
      known.checksum = event.after;
      return;
    }
    // The first edit makes the column where it is missing.
    this.session = reduceSession(this.session, event);
    if (!columnOf(this.session, column)) return;
    const text = draftIn(this.session, column)[field] ?? '';
    this.edited = [...this.edited, { column, field, text: new TextInPieces(text), checksum: checksumOf(text) }];
  }
}
