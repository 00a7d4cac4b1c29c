import { SessionStore } from '../../../src/core/store/store';
import { host } from '../../../src/host/node/host';
import { added, grew, notesCodec } from '../../fakes/notesCodec';
import type { NotesEvent } from '../../fakes/notesCodec';
import { logId, numbersOf, randomFrom } from './numbers';

/**
 * A window that writes until it is killed. It adds numbers to one growing note, among other events that make the file
 * grow and be rewritten, and says on its output what it appended and what a flush acknowledged. Output to a pipe is
 * written at once, so the parent has every line from before the kill.
 */
const [folder = '', sessionId = '', seed = '', writeMs = ''] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const say = (what: string, value: string | number): void =>
  void process.stdout.write(`${what} ${value} ${Date.now()}\n`);

const store = new SessionStore({
  host: host,
  codec: notesCodec,
  folder,
  workspace: undefined,
  times: { writeMs: Number(writeMs), idleMs: 15, compactBytes: 3000 },
});
const session = sessionId ? await store.open(sessionId) : await store.create();
say('session', session.id);
if (session.access.mode !== 'write') throw new Error(`not writable: ${session.access.reason}`);
if (!session.state.notes.has(logId)) session.append([added(logId, '')]);
let last = numbersOf(session.state).at(-1) ?? 0;
await session.flush();
say('ready', last);

for (;;) {
  const events: NotesEvent[] = [];
  for (let at = random(4); at >= 0; at -= 1) events.push(grew(logId, `${(last += 1)};`));
  if (random(10) === 0) events.push({ type: 'draft', text: 'd'.repeat(random(2000)) });
  if (random(20) === 0)
    events.push(added(`note ${last}`, 'n'.repeat(random(4000))), { type: 'removed', id: `note ${last}` });
  session.append(events);
  say('appended', last);
  if (random(8) === 0) {
    const flushed = last;
    void session.flush().then(() => say('flushed', flushed));
  }
  // Now and then long enough for the file to be rewritten.
  await new Promise((resolve) => setTimeout(resolve, random(12) === 0 ? 40 : random(6)));
}
