import assert from 'node:assert/strict';
import { RequestGate } from '../../../../../src/core/evals/run/requestGate';
import { holdTimers } from '../../../../support/heldTimers';

const never = new AbortController().signal;
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

/** The longest time that a timer can wait, and the one that is left after it, in ms. */
const [longest, rest] = [2_147_483_647, 54_321];

describe('the gate before a provider', () => {
  const timers = holdTimers(longest, rest);
  /** Enters as often as it can; how often it has. */
  const enter = async (gate: RequestGate, times: number, signal = never): Promise<number> => {
    let inside = 0;
    for (let time = 0; time < times; time++)
      void gate.enter(signal).then(
        () => inside++,
        () => undefined,
      );
    await soon();
    return inside;
  };

  it('lets so many through at once, and the next when one has left', async () => {
    const gate = new RequestGate(2, () => performance.now());
    assert.equal(await enter(gate, 2), 2);
    const next = enter(gate, 1);
    gate.leave();
    assert.equal(await next, 1);
  });

  it('lets half as many through after a refusal, none before its time, and more again later', async () => {
    const gate = new RequestGate(4, () => performance.now());
    await enter(gate, 4);
    gate.refused(20);
    for (let one = 0; one < 3; one++) gate.leave();
    let inside = 0;
    for (let time = 0; time < 9; time++) void gate.enter(never).then(() => inside++);
    await soon();
    assert.equal(inside, 0);
    await new Promise((resolve) => setTimeout(resolve, 25));
    await soon();
    assert.equal(inside, 2);
    gate.leave();
    gate.leave();
    await soon();
    assert.equal(inside, 5, 'two, and three at once by now');
  });

  it('is left by who waits when the run is ended', async () => {
    const gate = new RequestGate(1, () => performance.now());
    const ended = new AbortController();
    await gate.enter(ended.signal);
    const waiting = gate.enter(ended.signal);
    ended.abort();
    await assert.rejects(waiting);
    await assert.rejects(gate.enter(ended.signal));
  });

  it('stays closed for more than the 2,147,483,647 ms that a timer can wait', async () => {
    let now = 0;
    const gate = new RequestGate(1, () => now);
    await gate.enter(never);
    gate.refused(longest + rest);
    const entered = gate.enter(never);
    now += longest;
    await timers.runOut(longest);
    now += rest;
    await timers.runOut(rest);
    await entered;
  });

  it('halves what it lets through, and opens at the latest time that was said', async () => {
    let now = 0;
    const gate = new RequestGate(8, () => now);
    await enter(gate, 8);
    gate.refused(10);
    gate.refused(5);
    for (let one = 0; one < 6; one++) gate.leave();
    now = 6;
    const early = new AbortController();
    assert.equal(await enter(gate, 1, early.signal), 0);
    early.abort();
    now = 10;
    // Twice refused: eight, four, two.
    assert.equal(await enter(gate, 9), 2);
  });
});
