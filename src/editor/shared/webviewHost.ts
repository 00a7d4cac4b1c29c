import { Uri } from 'vscode';
import type { Disposable, Webview } from 'vscode';
import type * as v from 'valibot';
import { parseMessage } from '../../core/base/rpc/parseMessage';
import type { Logger } from './log';

/** A page of ours: a script and a style sheet of the same name, `dist/webview/NAME.js` and `media/NAME.css` over `media/base.css`. */
export interface HostedPage<FromPage> {
  readonly name: string;
  /** Of its document; the tab has a title of its own. */
  readonly title: string;
  /** The element that the script brings to life: `ai-playground`. */
  readonly element: string;
  readonly messages: v.GenericSchema<unknown, FromPage>;
  readonly onMessage: (message: FromPage) => void;
}

/** Puts a page of ours into a webview. It may load what the extension brings and nothing else; its messages are checked. */
export function hostPage<FromPage>(
  webview: Webview,
  extension: Uri,
  log: Logger,
  page: HostedPage<FromPage>,
): Disposable {
  webview.options = { enableScripts: true, localResourceRoots: rootsOf(extension) };
  const listening = webview.onDidReceiveMessage((value: unknown) => {
    const message = parseMessage(page.messages, value, (why) =>
      log.warn(`The page "${page.name}" sent an invalid message: ${why}`),
    );
    if (message !== undefined) page.onMessage(message);
  });
  webview.html = pageHtml(webview, extension, page);
  return listening;
}

/** Folders that a page may load from. */
const rootsOf = (extension: Uri): Uri[] => [
  Uri.joinPath(extension, 'dist', 'webview'),
  Uri.joinPath(extension, 'media'),
];

/** Nothing inline, nothing remote. */
function pageHtml(
  webview: Webview,
  extension: Uri,
  { name, title, element }: Pick<HostedPage<never>, 'name' | 'title' | 'element'>,
): string {
  const nonce = crypto.randomUUID();
  const address = (...path: string[]): string => webview.asWebviewUri(Uri.joinPath(extension, ...path)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
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
