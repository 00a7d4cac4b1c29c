import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FolderTree, nodesOf, sortNodes, totalOf } from '../../../../../src/core/tokens/folder/folderTree';

const file = (tokens: number) => ({ tokens, bytes: tokens * 4 });

describe('the tree of counts', () => {
  const paths = fc.uniqueArray(
    fc
      .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 })
      .chain((folders) => fc.constantFrom('x.ts', 'y.md', 'z').map((name) => [...folders, name].join('/'))),
    { minLength: 1, maxLength: 40 },
  );

  it('has in each folder the sums of what is in it, in whatever order files come', () => {
    fc.assert(
      fc.property(paths, fc.infiniteStream(fc.nat({ max: 500 })), (names, numbers) => {
        const tree = new FolderTree('root');
        const files = names.map((name) => ({
          name,
          tokens: Number(numbers.next().value),
          ...(name.endsWith('z') && { inexact: 'undecodable' as const }),
        }));
        for (const { name, ...counted } of files) tree.add(name, { ...counted, bytes: 1 });
        for (const node of nodesOf([tree.root])) {
          const inside = files.filter(
            ({ name }) => `root/${name}` === node.path || `root/${name}`.startsWith(`${node.path}/`),
          );
          assert.equal(
            node.tokens,
            inside.reduce((sum, { tokens }) => sum + tokens, 0),
          );
          assert.equal(node.bytes, inside.length);
          assert.equal(node.inexact, inside.some(({ inexact }) => inexact) ? 'undecodable' : undefined);
          if (node.kind === 'folder') assert.equal(node.files, inside.length);
        }
        assert.equal(totalOf([tree.root, tree.root]).files, 2 * files.length);
      }),
    );
  });

  it('is sorted the same way whatever the order was before', () => {
    fc.assert(
      fc.property(paths, fc.constantFrom('tokens' as const, 'name' as const, 'path' as const), (names, order) => {
        const tree = new FolderTree('root');
        for (const name of names) tree.add(name, file(name.length));
        const all = [...nodesOf([tree.root])];
        assert.deepEqual(sortNodes([...all].reverse(), order), sortNodes(all, order));
      }),
    );
  });

  it('sorts by tokens from the heaviest, by name with folders first, by path', () => {
    const tree = new FolderTree('r');
    for (const [name, tokens] of [
      ['b.ts', 9],
      ['A.ts', 1],
      ['z/c.ts', 5],
    ] as const)
      tree.add(name, file(tokens));
    const names = (order: 'tokens' | 'name' | 'path') => sortNodes(tree.root.children, order).map(({ name }) => name);
    assert.deepEqual(names('tokens'), ['b.ts', 'z', 'A.ts']);
    assert.deepEqual(names('name'), ['z', 'A.ts', 'b.ts']);
    assert.deepEqual(names('path'), ['A.ts', 'b.ts', 'z']);
  });
});

describe('names that differ in case only', () => {
  it('have an order of their own, in whatever order they come', () => {
    const nodeOf = (name: string) => ({ kind: 'file', name, path: `r/${name}`, tokens: 1, bytes: 1 }) as const;
    for (const order of ['name', 'path', 'tokens'] as const) {
      for (const names of [
        ['a.ts', 'A.ts', 'B.ts'],
        ['B.ts', 'A.ts', 'a.ts'],
      ]) {
        const sorted = sortNodes(names.map(nodeOf), order).map(({ name }) => name);
        assert.deepEqual(sorted, ['A.ts', 'a.ts', 'B.ts'], order);
      }
    }
  });
});
