import { Disposable, Uri, env } from 'vscode';
import type { Webview, WebviewPanel, WebviewView } from 'vscode';
import type * as v from 'valibot';
import type { AnswerForms, TypedMessage, NoAnswers, Reply } from '../../core/base/rpc/ask';
import { Answerer, Refusal } from '../../core/base/rpc/answerer';
import type { Handlers } from '../../core/base/rpc/answerer';
import type { FromEveryPage } from '../../core/base/rpc/everyPage';
import { parseMessage } from '../../core/base/rpc/parseMessage';
import { tellWithLog } from './log';
import { openWebLink } from './openers';
import { PageOutbox } from './pageOutbox';
import type { Shared } from './shared';
import { say } from './words';

/**
 * A page of ours: a script and a style sheet of the same name, `dist/webview/NAME.js` and `media/NAME.css`, which
 * extends `media/base.css`.
 */
interface PageNames {
  readonly name: string;
  /** A folder of images that the page shows, in addition to the files of the extension. */
  readonly images?: Uri;
  /** The title of its document; the tab has a title of its own. */
  readonly title: string;
  /** The custom element that the script defines, such as `ai-playground`. */
  readonly element: string;
}

/** Messages that every page may send. The host handles them where the panel has no handler of its own. */
type Common = Exclude<FromEveryPage, { readonly type: 'cancel' }>;

export type PanelHandlers<From extends TypedMessage, Forms extends AnswerForms> = Handlers<
  Exclude<From, FromEveryPage>,
  Forms
> &
  Partial<Handlers<Common, NoAnswers>>;

interface HostedPage<From extends TypedMessage, Forms extends AnswerForms> extends PageNames {
  readonly messages: v.GenericSchema<unknown, From>;
  /** The forms of the answers to the page. */
  readonly answers: Forms;
  readonly handlers: PanelHandlers<From, Forms>;
  /** Reports that a message could not be handled, which has been logged by then; `again` handles it once more. */
  readonly onError?: (message: From, again: () => Promise<void>) => unknown;
}

/**
 * A page of ours in a tab or a view. It may load only files of the extension, and its messages are checked. VS Code
 * discards the page while it is hidden: it receives nothing then, and says `ready` when it is loaded again.
 */
export class WebviewHost<
  From extends TypedMessage,
  To extends TypedMessage,
  Forms extends AnswerForms,
> implements Disposable {
  /** Holds the messages for the page until it can receive them. */
  readonly outbox: PageOutbox<To>;
  private isDisposed = false;
  private readonly answerer: Answerer<Exclude<From, FromEveryPage> | Common, Forms>;
  private readonly listeners: Disposable;

  constructor(
    private readonly view: WebviewPanel | WebviewView,
    { context: { extensionUri: extension }, log }: Pick<Shared, 'context' | 'log'>,
    page: HostedPage<From, Forms>,
  ) {
    const { webview } = view;
    const roots = [...rootsOf(extension), ...(page.images ? [page.images] : [])];
    webview.options = { enableScripts: true, localResourceRoots: roots };
    const common: Handlers<Common, NoAnswers> = {
      openLink: ({ url }) => openWebLink(url),
      copyText: ({ text }) => env.clipboard.writeText(text),
      pageError: ({ message }) => log.error(`The page "${page.name}" reported: ${message}`),
    };
    const failed = say('The page could not do that. The log says why.');
    const onError = page.onError ?? (() => tellWithLog(log, failed));
    // The compiler cannot see that the handlers that a panel leaves out are in `common`.
    const handlers = { ...common, ...page.handlers } as unknown as Handlers<
      Exclude<From, FromEveryPage> | Common,
      Forms
    >;
    this.answerer = new Answerer(handlers, page.answers, (reply) => this.post(reply), failed);
    const receive = async (message: From): Promise<void> => {
      if (message.type === 'ready') this.outbox.ready();
      try {
        await this.answerer.receive(message as Exclude<From, FromEveryPage>);
      } catch (error) {
        const cause = error instanceof Refusal ? (error.cause ?? error) : error;
        log.error(`Answering "${message.type}" of the page "${page.name}" failed.`, cause);
        // A page that asked for an answer has been told, and shows the failure itself.
        if (!Object.hasOwn(page.answers, message.type)) await onError(message, () => receive(message));
      }
    };
    this.outbox = new PageOutbox(
      (message) => this.post(message),
      () => view.visible,
    );
    const look = (): void => {
      this.outbox.look();
      if (!view.visible) this.answerer.close();
    };
    this.listeners = Disposable.from(
      webview.onDidReceiveMessage((value: unknown) => {
        const message = parseMessage(page.messages, value, (why) =>
          log.warn(`The page "${page.name}" sent an invalid message: ${why}`),
        );
        if (message !== undefined) void receive(message);
      }),
      'onDidChangeVisibility' in view ? view.onDidChangeVisibility(look) : view.onDidChangeViewState(look),
      view.onDidDispose(() => this.dispose()),
    );
    webview.html = pageHtml(webview, extension, page);
  }

  dispose(): void {
    this.isDisposed = true;
    this.outbox.close();
    this.answerer.close();
    this.listeners.dispose();
  }

  post(message: To | Reply): void {
    if (!this.isDisposed) void this.view.webview.postMessage(message);
  }
}

/** Folders that a page may load from. */
const rootsOf = (extension: Uri): Uri[] => [
  Uri.joinPath(extension, 'dist', 'webview'),
  Uri.joinPath(extension, 'media'),
];

/** Makes the HTML of a page, with nothing inline and nothing remote. */
function pageHtml(webview: Webview, extension: Uri, { name, title, element, images }: PageNames): string {
  const nonce = crypto.randomUUID();
  const address = (...path: string[]): string => webview.asWebviewUri(Uri.joinPath(extension, ...path)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    ...(images ? [`img-src ${webview.cspSource}`] : []),
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <link rel="stylesheet" id="vscode-codicon-stylesheet" href="${address('dist', 'webview', 'codicon.css')}">
  <link rel="stylesheet" href="${address('media', 'base.css')}">
  <link rel="stylesheet" href="${address('media', `${name}.css`)}">
</head>
<body>
  <${element}></${element}>
  <script type="module" nonce="${nonce}" src="${address('dist', 'webview', `${name}.js`)}"></script>
</body>
</html>`;
}
