import { Disposable, Uri, commands, languages, window, workspace } from 'vscode';
import type { EventEmitter, TreeView } from 'vscode';
import { host } from '#host';
import { formatCount } from '../../core/base/numbers';
import { agents } from '../../core/context/agents/agents';
import { agentIds } from '../../core/context/contextReport';
import type { AgentId } from '../../core/context/contextReport';
import { agentRow } from '../../core/context/report/contextRows';
import type { AgentRow, CountedTool } from '../../core/context/report/contextRows';
import type { ReadContext } from '../../core/context/report/contexts';
import { pathBelow } from '../files/paths';
import type { PagesFace } from '../pages/pages';
import { withCancel } from '../shared/abort';
import type { CommandRuns } from '../shared/commands';
import { contextKey, contextScheme, viewId } from '../shared/contributions';
import type { CommandName } from '../shared/contributions';
import { Follower, Latest } from '../shared/follower';
import { pickRanked } from '../shared/rankedPick';
import { showMessage } from '../shared/messages';
import type { Shared } from '../shared/shared';
import { say } from '../shared/words';
import { ContextRows } from './contextItems';
import type { ContextNode } from './contextItems';
import { contextTextAddress, readAddress } from './contextTexts';
import { currentPlace, isNothingOpen, shownPlace } from './currentPlace';
import type { FileInFolder } from './currentPlace';
import { EditorTools } from './editorTools';
import type { LastCommit } from './lastCommit';
import { ownFilesKey, readsOwnFiles } from './ownFiles';
import type { WatchedFolders } from './watchedFolder';

/** Milliseconds to wait after a key, as the next key makes the result stale. */
const quietMs = 20;

/** Most UTF-16 code units of a text that an editor is given. */
const mostShown = 5_000_000;

type ContextCommand = Extract<CommandName, `context.${string}`>;

/** The context that one agent reads at a place, with the tools that it is offered. */
interface Read {
  readonly read: ReadContext;
  readonly tools: readonly CountedTool[];
}

interface Shown {
  readonly file: string | undefined;
  readonly reads: readonly Read[];
  readonly last: LastCommit | undefined;
}

/**
 * The context that each agent reads for the file that is open: the rows of the view, and the texts. Nothing is read
 * while none of them is visible.
 */
export class AgentContexts implements Disposable {
  readonly tree = new ContextRows(
    () => this.rowsOnce(),
    (path) => this.place && this.folders.of(this.place.folder.uri).addressOf(path),
  );
  private place: FileInFolder | undefined;
  private rows: readonly AgentRow[] | undefined;
  private shown: Shown = { file: undefined, reads: [], last: undefined };
  private shownVersion: number | undefined;
  /** The file whose row is to be selected, once rows are shown that no newer ones replace. */
  private wanted: string | undefined;
  private readonly tools: EditorTools;
  private readonly reporting = new Latest();
  private readonly follower: Follower;
  /** Adds what has changed since the last commit. */
  private readonly commits: Follower;
  private readonly listeners: Disposable;

  constructor(
    private readonly view: TreeView<ContextNode>,
    private readonly shared: Pick<Shared, 'guide' | 'context' | 'log'> & Pick<PagesFace, 'pages'>,
    private readonly texts: EventEmitter<Uri>,
    private readonly folders: WatchedFolders,
  ) {
    this.tools = new EditorTools(shared.guide);
    this.follower = new Follower({
      run: (signal) => this.run(signal),
      failed: (error, isNew) => {
        if (isNew) shared.log.error('What agents read could not be shown.', error);
        view.message = say('What agents read could not be shown. The log says why.');
      },
    });
    this.commits = new Follower({
      run: (signal) => this.compare(signal),
      failed: (error, isNew) => {
        if (isNew) shared.log.error('What agents read at the last commit could not be found out.', error);
      },
    });
    this.listeners = Disposable.from(
      this.tree,
      window.onDidChangeActiveTextEditor(this.soon),
      window.tabGroups.onDidChangeTabs(() => {
        if (isNothingOpen()) this.soon();
      }),
      folders.onDidNote(this.soon),
      view.onDidChangeVisibility(this.soon),
    );
    void this.sayOwnFiles();
  }

  dispose(): void {
    this.follower.stop();
    this.reporting.stop();
    this.commits.stop();
    this.listeners.dispose();
  }

  readonly commands: CommandRuns<ContextCommand> = {
    'context.showText': (given) => this.showText(given),
    'context.openReport': (given) => this.openReport(given),
    'context.showFile': (given) => this.showFile(given),
    'context.includeOwnFiles': () => this.setOwnFiles(true),
    'context.ignoreOwnFiles': () => this.setOwnFiles(undefined),
  };

  /** Shows the row of a file in the view, first among the files that are read with every turn. */
  private async showFile(given: unknown): Promise<void> {
    const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri;
    const folder = uri && workspace.getWorkspaceFolder(uri);
    const path = uri && folder && pathBelow(folder.uri, uri);
    if (!folder || path === undefined)
      return void showMessage('Warning', say('Open a file of a folder to see which agents read it.'));
    this.wanted = path;
    await commands.executeCommand(`${viewId('context')}.focus`);
    this.soon();
  }

  /** Returns the text of an address of the extension. */
  async textOf(address: Uri): Promise<string> {
    const asked = readAddress(address);
    const folder = asked && workspace.getWorkspaceFolder(Uri.parse(asked.folder, true));
    if (!asked || !folder) return say('The folder is not open any more.');
    const watched = this.folders.of(folder.uri);
    await watched.catchUp();
    const { assembled, agent } = await watched.contexts.of(asked.agent, asked);
    if (assembled.text === '') return say('{0} reads nothing here with every turn.', agent.name);
    const rest = assembled.text.length - mostShown;
    return rest <= 0
      ? assembled.text
      : `${assembled.text.slice(0, mostShown)}\n${say('{0} more characters are not shown.', formatCount(rest))}\n`;
  }

  private readonly soon = (): void => {
    this.commits.stop();
    if (this.view.visible || openTexts().length > 0) this.follower.soon(quietMs);
  };

  private async rowsOnce(): Promise<readonly AgentRow[]> {
    if (!this.rows) await this.follower.now();
    return this.rows ?? [];
  }

  private async run(signal: AbortSignal): Promise<void> {
    for (const text of openTexts()) this.texts.fire(text);
    if (!this.view.visible) return;
    const place = this.currentPlace();
    const reads = place ? await this.readAt(place, signal) : [];
    const last = place && this.folders.of(place.folder.uri).lastCommit;
    this.shown = { file: place?.file, reads, last };
    await this.show(signal);
    if (signal.aborted) return;
    this.view.description = place ? shownPlace(place) : '';
    this.view.message = '';
    // Not awaited, so that a user who types or waits for the first rows sees the current ones: the tree waits for this run.
    if (place) void this.revealWanted(signal).then(() => (signal.aborted ? undefined : this.commits.now()));
  }

  private async revealWanted(signal: AbortSignal): Promise<void> {
    try {
      const node = this.wanted === undefined ? undefined : await this.tree.nodeOf(this.wanted);
      if (node) await this.view.reveal(node, { select: true, focus: true });
    } catch (error) {
      // If aborted, newer rows have replaced these, and their run is next.
      if (!signal.aborted) this.shared.log.error('The row of a file could not be shown.', error);
    }
    if (!signal.aborted) this.wanted = undefined;
  }

  private async compare(signal: AbortSignal): Promise<void> {
    const { file, last } = this.shown;
    await last?.catchUp(file, signal);
    if (last?.version !== this.shownVersion) await this.show(signal);
  }

  /** Shows the rows, those that find something first. */
  private async show(signal: AbortSignal): Promise<void> {
    const { file, reads, last } = this.shown;
    const version = last?.version;
    const rows: AgentRow[] = [];
    for (const { read, tools } of reads) {
      await host.nextTurn();
      if (signal.aborted) return;
      rows.push(agentRow(read, tools, say, last?.known(read.agent.id, file)));
    }
    if (signal.aborted) return;
    this.shownVersion = version;
    this.rows = [...rows.filter(({ isHere }) => isHere), ...rows.filter(({ isHere }) => !isHere)];
    this.tree.refresh();
  }

  private async readAt({ folder, file }: FileInFolder, signal: AbortSignal): Promise<Read[]> {
    const watched = this.folders.of(folder.uri);
    await watched.catchUp();
    const reads: Read[] = [];
    for (const id of agentIds) {
      await host.nextTurn();
      if (signal.aborted) break;
      const read = await watched.contexts.of(id, { file });
      const tools = id === 'copilot' ? await this.tools.counted(read.measured.tokenizer) : [];
      reads.push({ read, tools });
    }
    return reads;
  }

  private currentPlace(): FileInFolder | undefined {
    this.place = currentPlace(this.place);
    return this.place;
  }

  private async setOwnFiles(reads: true | undefined): Promise<void> {
    await this.shared.context.workspaceState.update(ownFilesKey, reads);
    await this.sayOwnFiles();
    this.folders.startAnew();
  }

  private sayOwnFiles(): Thenable<unknown> {
    return commands.executeCommand('setContext', contextKey('context.includesOwnFiles'), readsOwnFiles(this.shared));
  }

  private async showText(given: unknown): Promise<void> {
    const place = this.currentPlace();
    if (!place) return void showMessage('Warning', say('Open a folder to see what agents read in it.'));
    const agent = await this.agentOf(given);
    if (agent === undefined) return;
    const address = contextTextAddress({ agent, folder: place.folder.uri.toString(), file: place.file });
    const document = await workspace.openTextDocument(address);
    await languages.setTextDocumentLanguage(document, 'markdown');
    await window.showTextDocument(document, { preview: true });
  }

  /** Opens a report. A second call stops the one before. */
  private async openReport(given: unknown): Promise<void> {
    const named = given instanceof Uri ? workspace.getWorkspaceFolder(given) : undefined;
    const current = this.currentPlace();
    // The current file says nothing about this folder if it is in another one.
    const isCurrent = !named || named.uri.toString() === current?.folder.uri.toString();
    const place = isCurrent ? current : { folder: named };
    if (!place) return void showMessage('Warning', say('Open a folder to see what agents read in it.'));
    const { contextReportOf } = await import('./contextReports');
    const { guide, pages } = this.shared;
    const report = await withCancel(
      say('Looking at what agents read'),
      (signal) => contextReportOf(this.folders.of(place.folder.uri), place.file, guide, signal),
      this.reporting.next(),
    );
    if (report) pages.showReport('context', report);
  }

  private async agentOf(given: unknown): Promise<AgentId | undefined> {
    if (this.tree.has(given)) return given.kind === 'agent' ? given.agent : undefined;
    const named = agentIds.find((id) => id === given);
    if (named) return named;
    const value = (id: AgentId) => ({
      ...{ label: agents[id].name, value: id },
      description: this.rows?.find(({ agent }) => agent === id)?.description ?? '',
    });
    const picked = await pickRanked<AgentId>({
      title: say('Show What an Agent Reads'),
      placeholder: say('Which agent?'),
      groups: [{ label: '', rows: agentIds.map(value) }],
    });
    return typeof picked === 'symbol' ? undefined : picked;
  }
}

const openTexts = (): Uri[] =>
  workspace.textDocuments.flatMap(({ uri, isClosed }) => (uri.scheme === contextScheme && !isClosed ? [uri] : []));
