import { Disposable, Uri, ViewColumn, env, window, workspace } from 'vscode';
import type { Memento, WebviewPanel } from 'vscode';
import { linkOf } from '../../core/lab/labPlace';
import type { LabPlace } from '../../core/lab/labPlace';
import { fromLab, readLabState } from '../../core/lab/labProtocol';
import type { FromLab, LabState, ToLab } from '../../core/lab/labProtocol';
import type { PageWords, WordsOfPage } from '../pages/webviewGlossary';
import type { Tables } from '../shared/tables';
import type { WorkerCounter } from '../tokens/counting/workerCounter';
import { viewType } from '../shared/contributions';
import type { StepDone } from '../shared/firstSteps';
import type { Logger } from '../shared/log';
import { openWebLink } from '../shared/openers';
import { hostPage } from '../shared/webviewHost';
import { pageWords, say } from '../shared/words';
import { encodeText } from './labEncodings';

export interface LabDeps {
  readonly extension: Uri;
  /** `publisher.name`: the host of links. */
  readonly extensionId: string;
  readonly tables: Pick<Tables, 'glossary'>;
  readonly words: PageWords;
  readonly worker: WorkerCounter;
  readonly workspaceState: Memento;
  readonly stepDone: StepDone;
  readonly log: Logger;
}

type Handlers = { readonly [K in FromLab['type']]: (message: Extract<FromLab, { readonly type: K }>) => unknown };

/** How the lab was left, for the next tab. */
const leftKey = 'lab.left';

/** The tab of the lab: one a window. The model runs in its page; the host brings the weights and the other vocabularies. */
export class LabTab {
  private panel: WebviewPanel | undefined;
  private words: WordsOfPage | undefined;
  /** Where the page is to go when it is ready: until then it hears nothing. */
  private pending: LabPlace | undefined;
  private isReady = false;

  constructor(private readonly deps: LabDeps) {}

  dispose(): void {
    this.panel?.dispose();
  }

  /** Without a place it is as it was left. */
  open(place?: LabPlace, column = ViewColumn.Active): void {
    const hears = this.isReady && this.panel?.visible === true;
    if (place && hears) this.post({ type: 'show', place });
    else if (place) this.pending = place;
    if (this.panel) this.panel.reveal();
    else this.adopt(window.createWebviewPanel(viewType('lab'), say('The Lab'), column, { enableFindWidget: true }));
  }

  adopt(panel: WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    this.isReady = false;
    const { extension, log } = this.deps;
    panel.iconPath = Uri.joinPath(extension, 'media', 'page.svg');
    this.words = this.deps.words.forPage({
      post: (message) => this.post(message),
      isActive: () => panel.active,
      ownTerm: () => undefined,
    });
    const page = hostPage<FromLab>(panel.webview, extension, log, {
      name: 'lab',
      title: 'AI Field Guide',
      element: 'ai-lab',
      messages: fromLab,
      onMessage: (message) => void this.answer(message),
    });
    // A page that is hidden is thrown away.
    const view = panel.onDidChangeViewState(() => (this.isReady &&= panel.visible));
    const listeners = Disposable.from(page, view, this.words);
    panel.onDidDispose(() => {
      listeners.dispose();
      if (this.panel === panel) this.panel = undefined;
    });
  }

  private readonly handlers: Handlers = {
    explainWord: (message) => this.words?.handlers.explainWord(message),
    stopExplaining: (message) => this.words?.handlers.stopExplaining(message),
    openTerm: (message) => this.words?.handlers.openTerm(message),
    knowTerm: (message) => this.words?.handlers.knowTerm(message),
    ready: () => this.start(),
    loadWeights: () => this.sendWeights(),
    encode: ({ request, text, encodings }) => this.encode(request, text, encodings),
    keep: ({ state }) => this.deps.workspaceState.update(leftKey, state),
    copyLink: async ({ place }) => {
      await env.clipboard.writeText(this.linkTo(place));
      this.post({ type: 'copied', what: 'link' });
    },
    copySvg: async ({ svg }) => {
      await env.clipboard.writeText(svg);
      this.post({ type: 'copied', what: 'svg' });
    },
    savePng: ({ bytes }) => this.savePng(bytes),
    showLog: () => this.deps.log.show(),
    openLink: ({ url }) => openWebLink(url),
    pageError: ({ message }) => this.deps.log.error(`The lab reported: ${message}`),
  };

  private async answer(message: FromLab): Promise<void> {
    try {
      // Each handler takes the message of its own type; the compiler cannot follow that through the union.
      await (this.handlers[message.type] as (message: FromLab) => unknown)(message);
    } catch (error) {
      this.deps.log.error(`Answering ${message.type} of the lab failed.`, error);
      const show = say('Show Log');
      const chosen = await window.showErrorMessage(say('The lab could not do that. The log says why.'), show);
      if (chosen === show) this.deps.log.show();
    }
  }

  private async start(): Promise<void> {
    // The weights are on their way while the glossary loads.
    const weights = this.sendWeights();
    const index = await this.deps.tables.glossary();
    this.isReady = true;
    const { pending, left } = this;
    this.pending = undefined;
    this.post({
      type: 'start',
      strings: pageWords(),
      terms: index.terms.map(({ id, term }) => ({ id, name: term })),
      ...(left && { left }),
      ...(pending && { show: pending }),
    });
    this.words?.start();
    this.deps.stepDone('labOpened');
    await weights;
  }

  private get left(): LabState | undefined {
    return readLabState(this.deps.workspaceState.get(leftKey));
  }

  private async sendWeights(): Promise<void> {
    try {
      const bytes = await workspace.fs.readFile(Uri.joinPath(this.deps.extension, 'dist', 'pocket.bin'));
      // A part of a larger buffer would be sent with all of it.
      this.post({ type: 'weights', bytes: new Uint8Array(bytes) });
    } catch (error) {
      this.deps.log.error('The file of the built-in model could not be read.', error);
      const message = say(
        'The built-in model could not be read. Try again; if that does not help, install AI Field Guide again.',
      );
      this.post({ type: 'weightsFailed', message });
    }
  }

  private async encode(request: number, text: string, encodings: Parameters<typeof encodeText>[2]): Promise<void> {
    try {
      this.post({ type: 'encoded', request, texts: await encodeText(this.deps.worker, text, encodings) });
    } catch (error) {
      this.deps.log.error('A text of the lab could not be encoded.', error);
      this.post({
        type: 'encodeFailed',
        request,
        message: say('The other vocabularies could not be read. The log says why.'),
      });
    }
  }

  private async savePng(bytes: Uint8Array): Promise<void> {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const file = await window.showSaveDialog({
      title: say('Save Picture'),
      filters: { [say('Pictures')]: ['png'] },
      ...(folder && { defaultUri: Uri.joinPath(folder, 'lab.png') }),
    });
    if (!file) return;
    await workspace.fs.writeFile(file, bytes);
    this.post({ type: 'copied', what: 'file' });
  }

  private linkTo(place: LabPlace): string {
    const { path, query } = linkOf(place);
    return `${env.uriScheme}://${this.deps.extensionId}${path}?${query}`;
  }

  private post(message: ToLab): void {
    void this.panel?.webview.postMessage(message);
  }
}
