import type { Memento } from 'vscode';
import * as v from 'valibot';
import { draftEdit } from '../../core/playground/pageProtocol';
import { draft } from '../../core/playground/session/sessionSchema';
import type { Draft } from '../../core/playground/session/sessionSchema';
import type { UnsentDrafts } from '../../core/playground/unsentDraft';

type Drafts = Readonly<Record<string, Partial<Draft>>>;

const key = 'playground.unsent';
const unsent = v.object({ ...draftEdit.entries, origin: draft.entries.origin });
/** A draft that cannot be read costs itself. */
const stored = v.fallback(v.record(v.string(), v.fallback(unsent, {})), {});

/** Keeps them in the state of the workspace, which outlives a crash of the extension host. */
export function storedUnsentDrafts(state: Memento): UnsentDrafts {
  const all = (): Drafts => v.parse(stored, state.get(key) ?? {});
  const keep = (drafts: Drafts): void => void state.update(key, drafts);
  return {
    of: (session) => all()[session],
    add: (session, typed) => keep({ ...all(), [session]: { ...all()[session], ...typed } }),
    forget(session) {
      keep(Object.fromEntries(Object.entries(all()).filter(([id]) => session !== undefined && id !== session)));
    },
  };
}
