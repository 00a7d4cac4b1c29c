import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ChosenNodes } from '../../../../../src/core/tokens/folder/chosenNodes';
import type { NodePath } from '../../../../../src/core/tokens/folder/chosenNodes';
import { FolderTree, nodesOf } from '../../../../../src/core/tokens/folder/folderTree';
import type { CountNode } from '../../../../../src/core/tokens/folder/folderTree';
import { tries } from '../../../../support/tries';

function treeOf(paths: readonly string[]): CountNode {
  const tree = new FolderTree('root');
  for (const [i, path] of paths.entries()) tree.add(path, { tokens: 2 ** i, bytes: 1 });
  return tree.root;
}

/** Each node with those that it is in. */
function* pathsOf(node: CountNode, above: NodePath = []): Generator<NodePath> {
  const path = [...above, node];
  yield path;
  if (node.kind === 'folder') for (const child of node.children) yield* pathsOf(child, path);
}

const filesOf = (nodes: Iterable<CountNode>): string[] =>
  [...nodesOf([...nodes])].flatMap(({ kind, path }) => (kind === 'file' ? [path] : [])).sort();

const names = ['a.ts', 'b.ts', 'x/c.ts', 'x/d.ts', 'x/y/e.ts', 'x/y/f.ts', 'z/g.ts'];

describe('what is chosen in a tree', () => {
  it('is what choosing file by file comes to, in the fewest nodes and with its sums', () => {
    const root = treeOf(names);
    const paths = [...pathsOf(root)];
    const clicks = fc.array(fc.tuple(fc.nat(paths.length - 1), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(clicks, (clicked) => {
        const chosen = new ChosenNodes();
        const oracle = new Set<string>();
        for (const [at, isChosen] of clicked) {
          const path = paths[at]!;
          chosen.set([{ path, isChosen }]);
          for (const file of filesOf([path.at(-1)!])) oracle[isChosen ? 'add' : 'delete'](file);
        }
        const found = chosen.chosenIn([root]);
        assert.deepEqual(filesOf(found), [...oracle].sort());
        for (const path of paths) {
          const below = filesOf([path.at(-1)!]);
          const { files, tokens } = chosen.totalsIn(path);
          assert.equal(files, below.filter((file) => oracle.has(file)).length);
          assert.equal(tokens === 0, files === 0);
        }
        for (const node of found) assert.ok(found.every((other) => !other.path.startsWith(`${node.path}/`)));
      }),
      tries(200),
    );
  });

  it('holds for a whole folder without a look at what is in it, and is nothing after it was cleared', () => {
    const root = treeOf(names);
    const chosen = new ChosenNodes();
    chosen.set([{ path: [root], isChosen: true }]);
    assert.deepEqual(chosen.chosenIn([root]), [root]);
    assert.equal(chosen.totalsIn([root]).files, names.length);
    chosen.clear();
    assert.deepEqual(chosen.chosenIn([root]), []);
  });
});
