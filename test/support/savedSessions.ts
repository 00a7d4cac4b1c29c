import assert from 'node:assert/strict';
import { atOnce } from '../../src/core/base/work';
import { sayInEnglish } from '../../src/core/base/say';
import { looksLikeSaved, readSaved } from '../../src/core/playground/import/readSaved';
import { savedEvents } from '../../src/core/playground/import/savedEvents';
import { emptySession } from '../../src/core/playground/session/sessionTree';
import type { Session } from '../../src/core/playground/session/sessionTree';
import type { backendAt } from './backends';
import { reduceAll } from './sessionEvents';
import { savedJson } from '../../src/core/playground/export/savedSession';
import type { SavedSession } from '../../src/core/playground/export/savedSession';
import { savedText } from '../../src/core/playground/export/savedText';

export const whole = { scope: 'session' } as const;

/** A file of a session, which can be read. */
export function read(text: string) {
  assert.ok(looksLikeSaved(text));
  const found = atOnce(readSaved(text));
  assert.ok(!('problem' in found), 'problem' in found ? found.problem(sayInEnglish) : '');
  return found;
}

/** The session that is opened of it, for a user with those providers. */
export function opened(text: string, backends = [] as ReturnType<typeof backendAt>[]): Session {
  let ids = 0;
  const events = atOnce(savedEvents(read(text), { backends, randomId: () => `n${++ids}` }));
  return reduceAll(emptySession('copy', 0), events);
}

/** All of the file that is written of it. */
export const textOfSaved = (saved: SavedSession): string => [...savedText(saved)].join('');
export const jsonOfSaved = (saved: SavedSession): string => [...savedJson(saved)].join('');
