import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OpenSession } from '../../../../src/core/store/openSession';
import { faultyFiles } from '../../../fakes/faultyFiles';
import type { Fault } from '../../../fakes/faultyFiles';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { added, grew, notesCodec, reduceNotes } from '../../../fakes/notesCodec';
import type { Notes, NotesEvent } from '../../../fakes/notesCodec';
import { notesStore } from '../../../fakes/notesStore';
import { anyCharacter } from '../../../support/anyCharacter';

const text = fc.string({ maxLength: 300, unit: anyCharacter });
const id = fc.constantFrom('a', 'b', 'c', '__proto__');

const event: fc.Arbitrary<NotesEvent> = fc.oneof(
  fc.record({ type: fc.constant('titled' as const), title: text }),
  fc.record({ type: fc.constant('draft' as const), text }),
  fc.tuple(id, text, fc.boolean()).map((note) => added(...note)),
  fc.tuple(id, text).map((note) => grew(...note)),
  fc.record({ type: fc.constantFrom('ended' as const, 'removed' as const), id }),
);

type Step =
  | { do: 'append'; events: NotesEvent[] }
  | { do: 'flush' | 'rest' | 'reopen' | 'crash' }
  /** A fault of the disk at one of the next operations. */
  | { do: 'fault'; fault: Fault; after: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      events: fc.array(event, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('flush' as const, 'rest' as const, 'reopen' as const, 'crash' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      fault: fc.constantFrom<Fault[]>('torn', 'full', 'busy', 'other', 'read-only'),
      after: fc.nat(5),
    }),
  },
);

/** One window after the other on one disk, with a list of what really happened beside it. */
class World {
  readonly disk = new MemoryFiles();
  /** The state after each event. */
  states: Notes[] = [];
  /** Events that a flush acknowledged. */
  acknowledged = 0;
  fault: Fault;
  faultAfter = 0;
  session: OpenSession<Notes, NotesEvent> | undefined;
  id = '';
  endWindow: () => Promise<void> = () => Promise.resolve();

  async begin(): Promise<void> {
    let isDead = false;
    const files = faultyFiles(this.disk, () => (isDead ? 'other' : this.nextFault()));
    const store = notesStore(files, {
      process: 'window',
      isGone: () => true,
      times: { closeMs: 30, writeMs: 2, idleMs: 4, retryMs: 4 },
    });
    this.endWindow = async () => {
      isDead = true;
      await store.close();
    };
    if (this.id === '') {
      this.session = await store.create();
      this.id = this.session.id;
      this.states = [this.session.state];
      return;
    }
    // Trouble when opening is an error with another try, never another state.
    for (;;) {
      try {
        this.session = await store.open(this.id);
        break;
      } catch (error) {
        const { reason } = error as { reason?: string };
        if (reason === 'missing') {
          assert.equal(this.acknowledged, 0, 'an acknowledged session is gone');
          await store.close();
          this.id = '';
          return this.begin();
        }
        assert.equal(reason, 'unreadable');
      }
    }
    assert.equal(this.session.access.mode, 'write');
    const last = this.findPrefix(this.session.state);
    assert.notEqual(last, -1, 'the state is that of no prefix');
    this.states = [...this.states.slice(0, last + 1), this.session.state];
    this.acknowledged = Math.min(this.acknowledged, this.states.length - 1);
  }

  async run(step: Step): Promise<void> {
    const session = this.session!;
    if (step.do === 'append') {
      for (const happened of step.events) this.states.push(reduceNotes(this.states.at(-1)!, happened));
      session.append(step.events);
    } else if (step.do === 'flush') {
      const now = this.states.length - 1;
      await session.flush().then(
        () => (this.acknowledged = now),
        () => undefined,
      );
    } else if (step.do === 'rest') await new Promise((resolve) => setTimeout(resolve, 8));
    else if (step.do === 'fault') [this.fault, this.faultAfter] = [step.fault, step.after];
    else {
      if (step.do === 'reopen') {
        this.fault = undefined;
        await session.flush();
        this.acknowledged = this.states.length - 1;
        await session.close();
      }
      await this.endWindow();
      await this.begin();
    }
  }

  private nextFault(): Fault {
    if (this.fault === undefined || this.faultAfter-- > 0) return undefined;
    const { fault } = this;
    this.fault = undefined;
    return fault;
  }

  /** The newest prefix, not older than what was acknowledged, that gives this state, with what streamed stopped. */
  private findPrefix(state: Notes): number {
    for (let at = this.states.length - 1; at >= this.acknowledged; at -= 1) {
      const before = this.states[at]!;
      const settled = notesCodec.settle(before).reduce(reduceNotes, before);
      if (isSame(settled, state)) return at;
    }
    return -1;
  }
}

const isSame = (a: Notes, b: Notes): boolean =>
  a.title === b.title &&
  a.draft === b.draft &&
  JSON.stringify([...a.notes.values()]) === JSON.stringify([...b.notes.values()]);

describe('any sequence of events, rewritings, crashes and faults', () => {
  it('gives the state of the events that happened, all that were acknowledged and none invented', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const world = new World();
        await world.begin();
        try {
          for (const each of steps) await world.run(each);
          await world.run({ do: 'reopen' });
        } finally {
          await world.endWindow();
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
