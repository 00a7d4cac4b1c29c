import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  canStep,
  goTo,
  newState,
  readState,
  scrolled,
  shownVisit,
  step,
  zoomSteps,
  zoomed,
} from '../../../../src/core/pages/pageState';
import type { PageState } from '../../../../src/core/pages/pageState';

const visit = (state: PageState, id: string): PageState => goTo(state, { folder: 'terms', id });
const idOf = (state: PageState): string | undefined => shownVisit(state)?.address.id;

describe('where a page has been', () => {
  it('goes back to what was there, scrolled as it was, and forward again', () => {
    let state = visit(scrolled(visit(newState, 'a'), 300), 'b');
    assert.equal(canStep(state, 1), false);
    state = step(state, -1);
    assert.deepEqual(shownVisit(state), { address: { folder: 'terms', id: 'a' }, scroll: 300 });
    assert.equal(canStep(state, -1), false);
    assert.equal(idOf(step(state, 1)), 'b');
  });

  it('remembers what had the focus, until it has it no more', () => {
    const state = visit(scrolled(visit(newState, 'a'), 300, 7), 'b');
    const back = step(scrolled(state, 0), -1);
    assert.deepEqual(shownVisit(back), { address: { folder: 'terms', id: 'a' }, scroll: 300, focused: 7 });
    assert.deepEqual(readState(structuredClone(back)), back);
    assert.equal(shownVisit(scrolled(back, 300))?.focused, undefined);
  });

  it('forgets what lay ahead when it goes elsewhere', () => {
    const state = visit(step(visit(visit(newState, 'a'), 'b'), -1), 'c');
    assert.deepEqual(
      state.visits.map(({ address }) => address.id),
      ['a', 'c'],
    );
    assert.equal(canStep(state, 1), false);
  });

  it('takes the same page again for no step, and another heading of it for one', () => {
    const once = visit(newState, 'a');
    assert.equal(visit(scrolled(once, 50), 'a').visits.length, 1);
    assert.equal(shownVisit(visit(scrolled(once, 50), 'a'))?.scroll, undefined);
    assert.equal(goTo(once, { folder: 'terms', id: 'a', anchor: 'x' }).visits.length, 2);
  });

  it('is what a list with a finger in it is, and never more than 100 long', () => {
    const moves = fc.array(fc.oneof(fc.nat(5), fc.constantFrom<-1 | -2>(-1, -2)), { maxLength: 300, size: 'max' });
    fc.assert(
      fc.property(moves, (all) => {
        let state: PageState = newState;
        let [list, at]: [number[], number] = [[], 0];
        for (const move of all) {
          if (move < 0) {
            const by = move === -1 ? -1 : 1;
            if (list[at + by] !== undefined) at += by;
            state = step(state, by);
          } else {
            if (list[at] !== move) list = [...list.slice(0, at + 1), move].slice(-100);
            else list = list.slice(0, at + 1);
            at = list.length - 1;
            state = visit(state, String(move));
          }
          assert.deepEqual(
            state.visits.map(({ address }) => Number(address.id)),
            list,
          );
          assert.equal(idOf(state), list[at] === undefined ? undefined : String(list[at]));
        }
      }),
    );
  });

  it('is read back as it was kept', () => {
    const state = zoomed(scrolled(visit(newState, 'a'), 12.5), 1);
    assert.deepEqual(readState(JSON.parse(JSON.stringify(state))), state);
  });

  describe('is kept but for one bad value', () => {
    const kept = zoomed(step(scrolled(visit(visit(visit(newState, 'a'), 'b'), 'c'), 40), -1), 1);
    const broken = (change: object): PageState => readState({ ...kept, ...change });
    const withVisit = (at: number, change: object): PageState =>
      broken({ visits: kept.visits.map((each, i) => (i === at ? { ...each, ...change } : each)) });
    const ids = ({ visits }: PageState): string => visits.map(({ address }) => address.id).join();

    it('a zoom that is no step costs the zoom', () => assert.deepEqual(broken({ zoom: 105 }), { ...kept, zoom: 100 }));

    for (const at of [-1, 0.5, 'x', null, 7])
      it(`a finger at ${JSON.stringify(at)} points at the newest visit`, () =>
        assert.deepEqual(broken({ at }), { ...kept, at: 2 }));

    it('an anchor or a place that is none costs itself', () => {
      assert.equal(shownVisit(withVisit(1, { anchor: 5 }))?.anchor, undefined);
      assert.equal(idOf(withVisit(1, { anchor: 5 })), 'b');
      assert.equal(withVisit(2, { scroll: -1 }).visits[2]?.scroll, undefined);
      assert.equal(ids(withVisit(2, { scroll: 'far' })), 'a,b,c');
    });

    it('a visit to nowhere costs that visit, and the finger stays at what is shown', () => {
      assert.deepEqual([ids(withVisit(0, { address: 3 })), idOf(withVisit(0, { address: 3 }))], ['b,c', 'b']);
      assert.deepEqual([ids(withVisit(2, { address: {} })), idOf(withVisit(2, { address: {} }))], ['a,b', 'b']);
      // The one that was shown: what was shown before it.
      assert.deepEqual([ids(withVisit(1, { address: null })), idOf(withVisit(1, { address: null }))], ['a,c', 'a']);
    });

    it('visits that are no list cost the visits', () =>
      assert.deepEqual(broken({ visits: 'a,b' }), { ...newState, zoom: kept.zoom }));

    it('a list that is too long costs its oldest visits', () => {
      const visits = Array.from({ length: 130 }, (_each, id) => ({ address: { folder: 'terms', id: `${id}` } }));
      const state = broken({ visits, at: 120 });
      assert.deepEqual([state.visits.length, idOf(state)], [100, '120']);
    });
  });

  for (const kept of [
    undefined,
    null,
    {},
    { visits: [], at: 3, zoom: 100 },
    { visits: [{ address: { folder: 'x', id: 'y' } }], at: 0, zoom: 100 },
    { ...newState, zoom: 9_999 },
  ])
    it(`is new where something else was kept: ${JSON.stringify(kept)}`, () =>
      assert.deepEqual(readState(kept), newState));
});

describe('the zoom', () => {
  it('goes in steps from 60 to 300 percent, and back to 100', () => {
    let state: PageState = newState;
    for (let i = 0; i < 20; i++) state = zoomed(state, 1);
    assert.equal(state.zoom, 300);
    for (let i = 0; i < 20; i++) state = zoomed(state, -1);
    assert.equal(state.zoom, zoomSteps[0]);
    assert.equal(zoomed(state, 0).zoom, 100);
  });
});
