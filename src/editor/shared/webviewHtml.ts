import { Uri } from 'vscode';
import type { Webview } from 'vscode';

/** A page of ours: a script and a style sheet of the same name, `dist/webview/NAME.js` and `media/NAME.css` over `media/base.css`. */
export interface PageNames {
  readonly name: string;
  /** Of its document; the tab has a title of its own. */
  readonly title: string;
  /** The element that the script brings to life: `ai-playground`. */
  readonly element: string;
}

/** Folders that a page may load from. */
export const rootsOf = (extension: Uri): Uri[] => [
  Uri.joinPath(extension, 'dist', 'webview'),
  Uri.joinPath(extension, 'media'),
];

/** Nothing inline, nothing remote. */
export function pageHtml(webview: Webview, extension: Uri, { name, title, element }: PageNames): string {
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
