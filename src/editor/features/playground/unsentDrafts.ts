import type { Memento } from 'vscode';
import * as v from 'valibot';
import { draft } from '../../../core/playground/sessionSchema';
import type { UnsentDrafts } from '../../../core/playground/unsentDraft';

const key = 'playground.unsent';
const stored = v.record(v.string(), v.partial(draft));

/** Keeps them in the state of the workspace, which outlives a crash of the extension host. */
export function storedUnsentDrafts(state: Memento): UnsentDrafts {
  const all = (): v.InferOutput<typeof stored> => {
    const read = v.safeParse(stored, state.get(key));
    return read.success ? read.output : {};
  };
  const keep = (drafts: v.InferOutput<typeof stored>): void => {
    void state.update(key, Object.keys(drafts).length > 0 ? drafts : undefined);
  };
  return {
    of: (session) => all()[session],
    add: (session, typed) => keep({ ...all(), [session]: { ...all()[session], ...typed } }),
    forget: (session) => keep(Object.fromEntries(Object.entries(all()).filter(([id]) => id !== session))),
  };
}
