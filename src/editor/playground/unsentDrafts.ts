import type { Memento } from 'vscode';
import * as v from 'valibot';
import { draftEdit } from '../../core/playground/draftEdit';
import { draft, firstColumnId } from '../../core/playground/session/sessionSchema';
import type { Unsent, UnsentDrafts } from '../../core/playground/unsentDraft';

type Drafts = Readonly<Record<string, Unsent>>;

const key = 'playground.unsent';
const unsent = v.object({ ...draftEdit.entries, origins: draft.entries.origins, over: v.exactOptional(v.string()) });
/** Schema of all drafts. A draft that cannot be read is dropped, and the others stay. */
const stored = v.fallback(v.record(v.string(), v.fallback(unsent, {})), {});

/** Makes the key of a draft. The first column is not named. Ids of sessions have no spaces. */
const nameOf = (session: string, column: string): string =>
  column === firstColumnId ? session : `${session} ${column}`;

/** Keeps drafts in the state of the workspace, which outlives a crash of the extension host. */
export function storedUnsentDrafts(state: Memento): UnsentDrafts {
  const all = (): Drafts => v.parse(stored, state.get(key) ?? {});
  const keep = (drafts: Drafts): void => void state.update(key, drafts);
  return {
    of: (session, column) => all()[nameOf(session, column)],
    add(session, column, typed) {
      const name = nameOf(session, column);
      keep({ ...all(), [name]: { ...all()[name], ...typed } });
    },
    forget(session) {
      const before = all();
      const isOther = (name: string): boolean => session !== undefined && name.split(' ')[0] !== session;
      keep(Object.fromEntries(Object.entries(before).filter(([name]) => isOther(name))));
      return () => keep({ ...before, ...all() });
    },
  };
}
