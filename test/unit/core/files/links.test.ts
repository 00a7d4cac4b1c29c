import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Links } from '../../../../src/core/files/links';

const link = (path: string, target: string) => ({ path, target });

describe('the rules of links', () => {
  it('follow one of several links to the same place, whatever their order', () => {
    const links = [link('/root/b', '/far'), link('/root/a', '/far')];
    assert.deepEqual(new Links(['/root'], '/').choose(links), ['link', undefined]);
    assert.deepEqual(new Links(['/root'], '/').choose(links.toReversed()), [undefined, 'link']);
  });

  it('follow the link to the outermost place, whatever the names', () => {
    for (const [inner, outer] of [
      ['/root/a', '/root/b'],
      ['/root/b', '/root/a'],
    ] as const) {
      const links = [link(inner, '/far/sub'), link(outer, '/far')];
      assert.deepEqual(new Links(['/root'], '/').choose(links), ['link', undefined]);
    }
  });

  it('follow the same places in whatever order links and names come', () => {
    const target = fc
      .array(fc.constantFrom('x', 'y', 'z'), { minLength: 1, maxLength: 4 })
      .map((parts) => `/${parts.join('/')}`);
    const followed = (targets: readonly string[], names: readonly number[]): string[] => {
      const links = targets.map((each, index) => link(`/root/${names[index]}`, each));
      const reasons = new Links(['/root', '/x/y'], '/').choose(links);
      return targets.filter((_, index) => !reasons[index]).sort();
    };
    fc.assert(
      fc.property(
        fc.array(target, { maxLength: 8 }).chain((targets) => {
          const indexes = targets.map((_, index) => index);
          const mixed = fc.shuffledSubarray(indexes, { minLength: indexes.length });
          return fc.tuple(fc.constant(targets), mixed, mixed);
        }),
        ([targets, order, names]) => {
          const usual = followed(targets, [...targets.keys()]);
          assert.deepEqual(
            followed(
              order.map((index) => targets[index]!),
              names,
            ),
            usual,
          );
          for (const [index, each] of usual.entries()) {
            // Nothing counts twice.
            assert.ok(!usual.some((other, at) => at !== index && (each === other || each.startsWith(`${other}/`))));
          }
        },
      ),
    );
  });

  it('tell a link to what is counted from one to what is left out', () => {
    const rules = new Links(['/root'], '/');
    rules.addWalked({ real: '/root' });
    rules.addWalked({ real: '/root/src' });
    rules.addLeftOut({ real: '/root/build' });
    rules.addLeftOut({ real: '/root/src/a.log' });
    const reasonOf = (target: string) => rules.choose([link('/root/link', target)])[0];
    assert.equal(reasonOf('/root'), 'link');
    assert.equal(reasonOf('/'), 'link');
    assert.equal(reasonOf('/root/src'), 'link');
    assert.equal(reasonOf('/root/src/a.ts'), 'link');
    assert.equal(reasonOf('/root/build'), 'linkToLeftOut');
    assert.equal(reasonOf('/root/build/deep/x'), 'linkToLeftOut');
    assert.equal(reasonOf('/root/src/a.log'), 'linkToLeftOut');
    assert.equal(reasonOf('/rooted'), undefined);
  });

  it('do not follow in a later round what is around or in what is followed', () => {
    const rules = new Links(['/root'], '/');
    assert.deepEqual(rules.choose([link('/root/a', '/far/sub')]), [undefined]);
    rules.addWalked({ real: '/far/sub' });
    assert.deepEqual(rules.choose([link('/root/a/up', '/far'), link('/root/a/self', '/far/sub')]), ['link', 'link']);
  });

  it('know the paths of Windows', () => {
    const rules = new Links(['C:\\root'], '\\');
    rules.addWalked({ real: 'C:\\root' });
    const links = [link('a', 'C:\\root\\x'), link('b', 'D:\\far'), link('c', 'C:\\')];
    assert.deepEqual(rules.choose(links), ['link', undefined, 'link']);
  });
});
