import { Range, ThemeColor, ThemeIcon, TreeItemCollapsibleState } from 'vscode';
import type { TreeItem, Uri } from 'vscode';
import type { AgentRow, GroupRow, PartRow } from '../../core/context/report/contextRows';
import { RowTree, rowItem } from '../shared/rowTree';
import { say } from '../shared/words';

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

/** A row with an id of its place, as the same file may be in several places. */
export type ContextNode = (AgentRow | GroupRow | PartRow) & { readonly id: string };

/** The tree of what agents read, with a row for each agent at the top. */
export class ContextRows extends RowTree<ContextNode> {
  /** @param rows waits for the first rows. */
  constructor(
    private readonly rows: () => Promise<readonly AgentRow[]>,
    private readonly addressOf: (path: string) => Uri | undefined,
  ) {
    super();
  }

  protected async childrenOf(node?: ContextNode): Promise<ContextNode[]> {
    if (!node) return (await this.rows()).map((row) => ({ ...row, id: row.agent }));
    if (node.kind === 'agent') return node.groups.map((group) => ({ ...group, id: `${node.id}/${group.id}` }));
    return node.kind === 'group' ? node.parts().map((part, i) => ({ ...part, id: `${node.id}/${i}` })) : [];
  }

  /** Returns the first row of a file: with every turn, on demand, or left out. */
  async nodeOf(path: string): Promise<ContextNode | undefined> {
    const rows = await this.rows();
    for (const wanted of ['always', 'onDemand', 'leftOut']) {
      for (const row of rows) {
        const parts = row.groups.find(({ id }) => id === wanted)?.parts() ?? [];
        const i = parts.findIndex(({ file }) => file?.path === path);
        const part = parts[i];
        if (part) return { ...part, id: `${row.agent}/${wanted}/${i}` };
      }
    }
    return undefined;
  }

  /** Returns the parent of a row, which `reveal` needs. */
  async getParent({ id }: ContextNode): Promise<ContextNode | undefined> {
    const [agent, wanted, part] = id.split('/');
    const row = wanted === undefined ? undefined : (await this.rows()).find((each) => each.agent === agent);
    if (!row || part === undefined) return row && { ...row, id: row.agent };
    const group = row.groups.find((each) => each.id === wanted);
    return group && { ...group, id: `${row.agent}/${group.id}` };
  }

  getTreeItem(node: ContextNode): TreeItem {
    const { id, label, description } = node;
    switch (node.kind) {
      case 'agent':
        return rowItem(label, Collapsed, {
          ...{ id, description, tooltip: node.tooltip, icon: 'hubot', contextValue: 'agent' },
        });
      case 'group':
        return rowItem(label, id.endsWith('/always') ? Expanded : Collapsed, {
          ...{ id, description, icon: groupIcons[id.slice(id.indexOf('/') + 1)] ?? 'list-unordered' },
        });
      case 'part':
        return this.partItem(node);
    }
  }

  private partItem(node: ContextNode & PartRow): TreeItem {
    const { id, label, description, tooltip, file, isFault } = node;
    const warning = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
    const icon = isFault ? warning : file ? ThemeIcon.File : 'circle-small-filled';
    const item = rowItem(label, None, { id, description, tooltip, icon });
    const address = file && this.addressOf(file.path);
    if (!address) return item;
    if (!isFault) item.resourceUri = address;
    const selection = file.line === undefined ? undefined : new Range(file.line, 0, file.line, 0);
    item.command = { command: 'vscode.open', title: say('Open'), arguments: [address, selection && { selection }] };
    return item;
  }
}

const groupIcons: Readonly<Record<string, string>> = {
  always: 'sync',
  onDemand: 'inbox',
  tools: 'tools',
  leftOut: 'circle-slash',
  gone: 'trash',
  unknown: 'question',
};
