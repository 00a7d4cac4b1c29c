import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareFindings, compareParts, growthOf } from '../../../../../src/core/context/compare/compareContexts';
import type {
  AgentContext,
  ContextFinding,
  ContextPart,
  FindingId,
} from '../../../../../src/core/context/contextReport';

const partOf = (file: string, text: string, more: Partial<ContextPart> = {}): ContextPart => ({
  ...{ kind: 'instructions', file, load: 'always', status: 'whole', bytes: text.length, keptBytes: text.length },
  ...{ tokens: text.length, exact: true, sha256: text, reason: null, ...more },
});
const contextOf = (parts: readonly ContextPart[]): AgentContext => ({
  ...{ agent: 'codex', source: '', checked: '2026-11-30', model: 'm', costUsd: null, text: '', unknown: [], parts },
  tokens: { always: 0, onDemand: 0, exact: true, band: null },
});
const compared = (before: readonly ContextPart[], after: readonly ContextPart[]) =>
  compareParts(contextOf(before), contextOf(after));

describe('parts of two contexts', () => {
  const part = fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'yy', 'zzz'))
    .map(([file, text]) => partOf(file, text));
  const parts = fc.array(part, { maxLength: 8 });

  it('are each counted once, so that sums differ by what the changes differ by', () =>
    fc.assert(
      fc.property(parts, parts, (before, after) => {
        const changes = compared(before, after);
        const sum = (all: readonly ContextPart[]): number => all.reduce((total, { tokens }) => total + tokens, 0);
        assert.equal(
          changes.reduce((total, each) => total + growthOf(each), 0),
          sum(after) - sum(before),
        );
        const seen = changes.flatMap((each) => [each.before, each.after].filter((one) => one !== null));
        assert.equal(new Set(seen).size, seen.length);
        assert.deepEqual(compared(after, after), []);
      }),
    ));

  it('are not changed where only what never arrives is', () => {
    const unread = { status: 'unread', load: 'never', tokens: 0, sha256: '' } as const;
    assert.deepEqual(compared([partOf('a', 'x', unread)], [partOf('a', 'xyz', unread)]), []);
    const cut = { status: 'cut', sha256: 'x', tokens: 1 } as const;
    assert.equal(compared([partOf('a', 'x', cut)], [partOf('a', 'xyz', cut)])[0]?.change, 'changed');
    assert.equal(compared([partOf('a', 'x')], [partOf('a', 'x', { load: 'match' })])[0]?.change, 'changed');
  });
});

describe('findings of two times', () => {
  const finding = (rule: FindingId, message: string, file = 'a', start = 0): ContextFinding => ({
    ...{ agent: 'all', file, rule, severity: 'warning', span: { start, end: start } },
    message: (say) => say(message),
  });
  const added = (before: readonly ContextFinding[], after: readonly ContextFinding[], now?: (file: string) => string) =>
    compareFindings(before, after, now).added.map(({ rule, message }) => `${rule} ${message((text) => text)}`);

  it('are the same wherever they stand, and by however much a budget is exceeded', () => {
    assert.deepEqual(added([finding('over-budget', '11')], [finding('over-budget', '12', 'a', 9)]), []);
    assert.deepEqual(added([finding('over-budget', '11')], [finding('over-budget', '12', 'b')]), ['over-budget 12']);
    assert.deepEqual(
      added([finding('over-budget', '11')], [finding('over-budget', '12', 'b')], () => 'b'),
      [],
    );
    assert.deepEqual(added([finding('cut', '1')], [finding('cut', '1'), finding('cut', '1')]), ['cut 1']);
  });

  it('are new where a link is broken in the place of another', () => {
    const { added: fresh, gone } = compareFindings([finding('broken-link', 'x')], [finding('broken-link', 'y')]);
    assert.deepEqual([fresh.length, gone.length], [1, 1]);
  });
});
