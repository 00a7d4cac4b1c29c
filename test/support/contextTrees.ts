import assert from 'node:assert/strict';
import type { Agent, AgentQuestion } from '../../src/core/context/agents/agent';
import type { AssembledContext, AssembledPart, PartKind } from '../../src/core/context/contextReport';
import { ContextTree } from '../../src/core/context/tree/contextTree';
import { MemoryDisk } from '../fakes/memoryDisk';
import type { OnDisk } from '../fakes/memoryDisk';

export type Files = Readonly<Record<string, OnDisk>>;

/** The tree of a folder with these files, on a disk in memory. */
export function treeOf(
  files: Files,
  root = '/w',
  limits?: ContextTree['limits'],
): { readonly tree: ContextTree; readonly disk: MemoryDisk } {
  const found = Object.entries(files).map(([name, each]) => [name.startsWith('/') ? name : `${root}/${name}`, each]);
  const disk = new MemoryDisk(Object.fromEntries(found) as Files);
  return { tree: new ContextTree({ disk, nextTurn: () => Promise.resolve() }, root, limits), disk };
}

interface Asked extends Omit<AgentQuestion, 'home'> {
  readonly home?: Files;
}

/** Assembles the context of an agent from files. A repository begins at the root, unless `.git` is left out on purpose. */
export function assembled(agent: Agent, files: Files, { home, ...asked }: Asked = {}): Promise<AssembledContext> {
  const homeTree = home && treeOf(home, '/home/u').tree;
  return agent.assemble(treeOf({ '.git/HEAD': 'ref: refs/heads/main\n', ...files }).tree, {
    ...asked,
    ...(homeTree && { home: homeTree }),
  });
}

/** The parts of one kind: the file, how it is read, and why it is not whole. */
export const linesOf = ({ parts }: AssembledContext, kind: PartKind): string[] =>
  parts.filter((part) => part.kind === kind).map(lineOf);

const lineOf = ({ file, load, status, reason }: AssembledPart): string =>
  [file, load, status, ...(reason ? [reason.why] : [])].join(' ');

/** Each rule of an agent has a case that tries it out. */
export function describeRules(agent: Agent, cases: Readonly<Record<string, () => Promise<void>>>): void {
  describe(`the rules of ${agent.name}`, () => {
    for (const [id, tryOut] of Object.entries(cases)) it(`hold: ${id}`, tryOut);

    it('have a case each, and a source', () => {
      assert.deepEqual(
        agent.rules.map(({ id }) => id),
        Object.keys(cases),
      );
      for (const { source, checked } of agent.rules) {
        assert.match(source.url, /^https:\/\//);
        assert.match(checked, /^\d{4}-\d{2}-\d{2}$/);
      }
    });
  });
}
