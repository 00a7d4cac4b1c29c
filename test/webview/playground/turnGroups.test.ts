import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TurnHead } from '../../../src/core/playground/session/turnHeads';
import { HostConnection } from '../../../src/webview/playground/connection';
import { PageStore } from '../../../src/webview/playground/pageStore';
import { TurnContext } from '../../../src/webview/playground/turnContext';
import { groupSize, TurnGroups } from '../../../src/webview/playground/turnGroups';
import { TurnSection } from '../../../src/webview/playground/turnSection';
import { poll } from '../../support/poll';

const head = (promptId: string): TurnHead => ({
  promptId,
  answerId: `answer-${promptId}`,
  at: 0,
  title: `Question ${promptId}`,
  providerId: 'openai',
  providerName: 'OpenAI',
  host: 'api.openai.com',
  model: 'gpt-5.1',
  hasSystem: false,
  characters: { prompt: 10, reasoning: 0, answer: 10_000 },
  status: 'done',
  siblings: { at: 1, of: 1, streaming: 0, ids: [] },
  isBest: false,
});
const numbered = (count: number): TurnHead[] => Array.from({ length: count }, (_each, index) => head(`${index}`));

function groupsIn(parent: HTMLElement) {
  const end = document.createElement('footer');
  parent.append(end);
  const api = { postMessage: () => undefined, getState: () => undefined, setState: () => undefined };
  const context = new TurnContext(new PageStore(new HostConnection(api)).main, () => undefined);
  let made = 0;
  const removed: string[] = [];
  const groups = new TurnGroups(end, {
    make: (of) => {
      made += 1;
      return new TurnSection(of, context);
    },
    added: () => undefined,
    removed: () => undefined,
    filled: () => undefined,
    sectionRemoved: (section) => removed.push(section.head.promptId),
  });
  const shown = (): string[] =>
    [...parent.querySelectorAll<HTMLElement>('.turn-group > ai-turn > .turn')].map(
      ({ dataset }) => dataset['turnId'] ?? '',
    );
  return { groups, shown, removed, made: () => made };
}

describe('turns in groups', () => {
  it('makes no section when a conversation opens, and keeps the place of each group free', () => {
    const parent = document.createElement('div');
    const { groups, made } = groupsIn(parent);
    groups.show(numbered(1_000), 800);
    assert.equal(made(), 0);
    const boxes = [...parent.querySelectorAll<HTMLElement>('.turn-group')];
    assert.equal(boxes.length, 1_000 / groupSize);
    assert.ok(boxes.every(({ style }) => parseFloat(style.height) > groupSize * 1_000));
  });

  it('makes the sections around one that is asked for, and the place stays as large as it was', () => {
    const parent = document.createElement('div');
    const { groups, shown } = groupsIn(parent);
    const heads = numbered(100);
    groups.show(heads, 800);
    const height = parent.querySelectorAll<HTMLElement>('.turn-group')[2]!.style.height;
    assert.equal(groups.section('45')?.head.promptId, '45');
    assert.deepEqual(
      shown(),
      heads.slice(2 * groupSize, 3 * groupSize).map(({ promptId }) => promptId),
    );
    assert.equal(parent.querySelectorAll<HTMLElement>('.turn-group')[2]!.style.height, '');
    assert.ok(parent.querySelectorAll<HTMLElement>('.turn-group')[2]!.getAttribute('style')?.includes(height));
    assert.equal(groups.section('no such turn'), undefined);
  });

  it('has all headings in the page after a while, in order', async () => {
    const parent = document.createElement('div');
    const { groups, shown } = groupsIn(parent);
    const heads = numbered(190);
    groups.show(heads, 800);
    await poll('all turns', () => shown().length === 190);
    assert.deepEqual(
      shown(),
      heads.map(({ promptId }) => promptId),
    );
    assert.equal(parent.querySelectorAll('h2').length, 190);
  });

  it('shows the turns that there are in their order, whatever was shown before, and keeps their sections', () => {
    const ids = fc.uniqueArray(fc.nat({ max: 90 }), { maxLength: 70 });
    fc.assert(
      fc.property(fc.array(ids, { minLength: 1, maxLength: 4 }), (states) => {
        const { groups, shown, removed } = groupsIn(document.createElement('div'));
        for (const state of states) {
          const before = new Map(groups.sections);
          removed.length = 0;
          groups.show(
            state.map((id) => head(`${id}`)),
            800,
          );
          const kept = state.map(String).filter((id) => before.has(id));
          assert.ok(kept.every((id) => groups.sections.get(id) === before.get(id)));
          assert.deepEqual(removed.sort(), [...before.keys()].filter((id) => !state.includes(Number(id))).sort());
          for (const id of state) groups.section(`${id}`);
          assert.deepEqual(shown(), state.map(String));
        }
      }),
      { numRuns: 25 },
    );
  });
});
