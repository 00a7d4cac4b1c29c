import { Uri, ViewColumn, env, window, workspace } from 'vscode';
import type { WebviewPanel } from 'vscode';
import { Refusal } from '../../core/base/rpc/answerer';
import { linkOf } from '../../core/lab/labPlace';
import type { LabPlace } from '../../core/lab/labPlace';
import { fromLab, labAnswers, readLabState } from '../../core/lab/labProtocol';
import type { EncodedText, FromLab, ToLab } from '../../core/lab/labProtocol';
import type { WebviewGlossary, GlossaryOfWebview } from '../pages/webviewGlossary';
import { tellWithLog } from '../shared/log';
import { createOnlyPanel } from '../shared/onlyPanel';
import type { Shared } from '../shared/shared';
import { WebviewHost } from '../shared/webviewHost';
import type { PanelHandlers } from '../shared/webviewHost';
import { webviewStrings, say } from '../shared/words';
import { encodeText } from './labEncodings';

/** Key under which the last state of the lab is kept, for the next tab. */
const leftKey = 'lab.left';

type LabHost = WebviewHost<FromLab, ToLab, typeof labAnswers>;

/** The lab's tab, one in a window. The model runs in the page; the host provides the weights and the other vocabularies. */
export class LabPanel {
  private panel: WebviewPanel | undefined;
  private host: LabHost | undefined;

  constructor(
    private readonly shared: Shared,
    private readonly words: WebviewGlossary,
  ) {}

  dispose(): void {
    this.panel?.dispose();
  }

  /** Opens the tab. Without a place the lab is as it was left. */
  open(place?: LabPlace, column = ViewColumn.Active): void {
    const { panel } = this;
    const host = this.host ?? this.adopt(createOnlyPanel('lab', say('The Lab'), column));
    if (place) host.outbox.tell({ type: 'show', place });
    panel?.reveal();
  }

  adopt(panel: WebviewPanel): LabHost {
    // The new panel replaces the one before, and goes to the place that was waiting for it.
    const show = this.host?.outbox.take('show');
    this.panel?.dispose();
    this.panel = panel;
    panel.iconPath = Uri.joinPath(this.shared.context.extensionUri, 'media', 'page.svg');
    const words = this.words.forPage({
      post: (message) => host.post(message),
      isActive: () => panel.active,
      ownTerm: () => undefined,
    });
    const host: LabHost = new WebviewHost(panel, this.shared, {
      name: 'lab',
      title: 'AI Field Guide',
      element: 'ai-lab',
      messages: fromLab,
      answers: labAnswers,
      handlers: this.handlers(() => host, words),
      onError: () => tellWithLog(this.shared.log, say('The lab could not do that. The log says why.')),
    });
    this.host = host;
    if (show) host.outbox.tell(show);
    panel.onDidDispose(() => {
      words.dispose();
      if (this.panel === panel) this.panel = this.host = undefined;
    });
    return host;
  }

  private handlers(hostOf: () => LabHost, words: GlossaryOfWebview): PanelHandlers<FromLab, typeof labAnswers> {
    const post = (message: ToLab): void => hostOf().post(message);
    return {
      ...words.handlers,
      ready: async () => {
        // The weights load while the glossary does.
        const weights = this.sendWeights(post);
        await this.start(hostOf());
        words.start();
        this.shared.stepDone('labOpened');
        await weights;
      },
      loadWeights: () => this.sendWeights(post),
      encode: ({ text, encodings }) => this.encode(text, encodings),
      keep: ({ state }) => this.shared.context.workspaceState.update(leftKey, state),
      copyLink: async ({ place }) => {
        const { path, query } = linkOf(place);
        await env.clipboard.writeText(`${env.uriScheme}://${this.shared.context.extension.id}${path}?${query}`);
        post({ type: 'copied', what: 'link' });
      },
      copySvg: async ({ svg }) => {
        await env.clipboard.writeText(svg);
        post({ type: 'copied', what: 'svg' });
      },
      savePng: async ({ bytes }) => {
        if (await savePng(bytes)) post({ type: 'copied', what: 'file' });
      },
      showLog: () => this.shared.log.show(),
    };
  }

  private async start(host: LabHost): Promise<void> {
    const index = await this.shared.guide.glossary();
    const left = readLabState(this.shared.context.workspaceState.get(leftKey));
    const show = host.outbox.take('show')?.place;
    host.outbox.begin({
      type: 'start',
      strings: webviewStrings(),
      terms: index.terms.map(({ id, term }) => ({ id, name: term })),
      ...(left && { left }),
      ...(show && { show }),
    });
  }

  private async sendWeights(post: (message: ToLab) => void): Promise<void> {
    try {
      const bytes = await workspace.fs.readFile(Uri.joinPath(this.shared.context.extensionUri, 'dist', 'pocket.bin'));
      // A copy, as a view into a larger buffer would be sent with the whole buffer.
      post({ type: 'weights', bytes: new Uint8Array(bytes) });
    } catch (error) {
      this.shared.log.error('The file of the built-in model could not be read.', error);
      const message = say(
        'The built-in model could not be read. Try again. If that does not help, reinstall AI Field Guide.',
      );
      post({ type: 'weightsFailed', message });
    }
  }

  private async encode(text: string, encodings: Parameters<typeof encodeText>[2]): Promise<EncodedText[]> {
    try {
      return await encodeText(this.shared.worker, text, encodings);
    } catch (error) {
      throw new Refusal(say('The other vocabularies could not be read. The log says why.'), { cause: error });
    }
  }
}

/** Asks for a file, and returns whether the picture was written. */
async function savePng(bytes: Uint8Array): Promise<boolean> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = await window.showSaveDialog({
    title: say('Save Picture'),
    filters: { [say('Pictures')]: ['png'] },
    ...(folder && { defaultUri: Uri.joinPath(folder, 'lab.png') }),
  });
  if (!file) return false;
  await workspace.fs.writeFile(file, bytes);
  return true;
}
