import assert from 'node:assert/strict';
import type { Column } from '../../src/core/playground/column';
import { textOf } from '../../src/core/playground/session/nodeText';
import { maker, say } from './liveSessions';
import type { liveSession } from './liveSessions';
import { draftOf } from './sessionEvents';

// Steps that tests of columns take with an open session.

export type Opened = Awaited<ReturnType<typeof liveSession>>;

export const draft = draftOf({ providerId: 'maker', model: 'maker-1', system: 'Be brief.', temperature: 0.5 });

export function sendIn(column: Column, message: string, group?: string) {
  const asked = column.requestOf(maker, { ...draft, message }, undefined, group);
  assert.ok(typeof asked !== 'string', 'It lacks nothing.');
  return column.send(asked);
}

/** Sends in a column, and answers that at once. Gives the id of the answer. */
export async function answered(
  { live, asked }: Opened,
  column: Column,
  message: string,
  answer: string,
  group?: string,
) {
  assert.equal(sendIn(column, message, group), undefined);
  asked.at(-1)?.say(say(answer));
  asked.at(-1)?.end({ status: 'done' });
  await live.whenIdle();
  return column.turns.at(-1)!.answer!.id;
}

export const answersOf = ({ turns }: Column): string[] => turns.map(({ answer }) => (answer ? textOf(answer) : ''));
