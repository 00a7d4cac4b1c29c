import * as v from 'valibot';
import type { SessionCodec } from '../../src/core/store/storeTypes';

const noteSchema = v.looseObject({ id: v.string(), text: v.string(), isGrowing: v.boolean() });

const eventSchema = v.variant('type', [
  v.object({ type: v.literal('titled'), title: v.string() }),
  v.object({ type: v.literal('draft'), text: v.string() }),
  v.object({ type: v.literal('added'), note: noteSchema }),
  v.object({ type: v.literal('grew'), id: v.string(), text: v.string() }),
  v.object({ type: v.literal('ended'), id: v.string() }),
  v.object({ type: v.literal('removed'), id: v.string() }),
]);

export type Note = v.InferOutput<typeof noteSchema>;
export type NotesEvent = v.InferOutput<typeof eventSchema>;

export interface Notes {
  readonly id: string;
  readonly created: number;
  readonly title: string;
  readonly draft: string;
  readonly notes: ReadonlyMap<string, Note>;
}

/** A session that the store may keep and that is no chat: the store must not know the difference. */
export const notesCodec: SessionCodec<Notes, NotesEvent> = {
  format: 'test.notes',
  version: 1,
  create: ({ id, created }) => ({ id, created, title: '', draft: '', notes: new Map() }),
  parse: (value) => {
    const result = v.safeParse(eventSchema, value);
    return result.success ? result.output : undefined;
  },
  reduce: reduceNotes,
  *snapshot({ title, draft, notes }) {
    if (title) yield { type: 'titled', title };
    if (draft) yield { type: 'draft', text: draft };
    for (const note of notes.values()) yield { type: 'added', note };
  },
  settle: ({ notes }) =>
    [...notes.values()].filter(({ isGrowing }) => isGrowing).map(({ id }) => ({ type: 'ended', id })),
  summary: ({ id, title, created, notes }) => ({ id, title, updated: created, model: '', turns: notes.size }),
  titled: (title) => ({ type: 'titled', title }),
  merge: (earlier, later) => {
    if (earlier.type === 'draft' && later.type === 'draft') return later;
    if (earlier.type === 'grew' && later.type === 'grew' && earlier.id === later.id) {
      return { ...earlier, text: earlier.text + later.text };
    }
    return undefined;
  },
};

export const added = (id: string, text: string, isGrowing = false): NotesEvent => ({
  type: 'added',
  note: { id, text, isGrowing },
});
export const grew = (id: string, text: string): NotesEvent => ({ type: 'grew', id, text });

export function reduceNotes(state: Notes, event: NotesEvent): Notes {
  const changed = (id: string, change: (note: Note) => Note): Notes => {
    const note = state.notes.get(id);
    return note ? { ...state, notes: new Map(state.notes).set(id, change(note)) } : state;
  };
  switch (event.type) {
    case 'titled':
      return { ...state, title: event.title };
    case 'draft':
      return { ...state, draft: event.text };
    case 'added':
      return state.notes.has(event.note.id)
        ? state
        : { ...state, notes: new Map(state.notes).set(event.note.id, event.note) };
    case 'grew':
      return changed(event.id, (note) => ({ ...note, text: note.text + event.text }));
    case 'ended':
      return changed(event.id, (note) => ({ ...note, isGrowing: false }));
    case 'removed': {
      const notes = new Map(state.notes);
      notes.delete(event.id);
      return { ...state, notes };
    }
  }
}
